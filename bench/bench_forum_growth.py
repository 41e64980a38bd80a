"""What does each page cost when the forum grows tenfold? Goal: at most 1.15 times the time, and as many rows.

Each page signed in, with 10,000 and with 100,000 posts stored, in turns (`--million`: 1,000,000 against
10,000); and the pages of a discussion of 10,000 posts against its first. The work is the database's own count
(`forum_measure.database_work`). Made for SQLite; `--postgresql` with libpq's environment, as in
`pg_virtualenv`.
"""

import argparse
import sys
from collections.abc import Callable
from typing import Any

from forum_measure import database_work, in_turns
from forum_portal import Portal, make_portal, postgresql
from sqlalchemy.orm import Session

from vamv_forum.search import similar

GOAL = 1.15
ROUNDS = 7
REPEAT = 15
SMALL = 10_000


def alike(portal: Portal) -> None:
    """Look for discussions like one whose title is being written."""
    with Session(portal.engine) as session:
        similar(session, portal.actor, "Wer hat Erfahrung mit Kindergeldbescheid und Unterhaltsvorschuss?", 5)


def pages(portal: Portal) -> dict[str, Callable[[], Any]]:
    """Return what is measured, by name."""
    filled = portal.filled
    addresses = {
        "index": "/forum",
        "category": f"/forum/{filled.category}",
        "discussion": f"/forum/d/{filled.ordinary}",
        "long, first page": f"/forum/d/{filled.long}",
        "long, middle": f"/forum/d/{filled.long}?from=5001",
        "long, last page": f"/forum/d/{filled.long}?from=9981",
        "start page with news": "/",
        "search, frequent word": "/forum/search?q=Kindergeldbescheid",
        "search, rare word": "/forum/search?q=Murmelbahnhof",
        "search, no hit": "/forum/search?q=Gibtesnichtwort",
    }
    found: dict[str, Callable[[], Any]] = {
        name: lambda address=address: portal.get(address) for name, address in addresses.items()
    }
    found["similar discussions"] = lambda: alike(portal)
    return found


def line(name: str, times: tuple[float, float, float], work: tuple[int, int]) -> str:
    ours, reference, ratio = times
    more = work[0] / max(1, work[1])
    mark = "" if ratio <= GOAL else "  over the goal"
    return f"{name:24}{ours:9.2f} ms {reference:9.2f} ms {ratio:7.2f} {work[0]:10,} {more:7.2f}{mark}"


def main() -> None:
    """Measure, print, and exit with 1 when a page grows by more than the goal."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--million", action="store_true", help="1,000,000 posts instead of 100,000")
    parser.add_argument("--postgresql", action="store_true", help="on the PostgreSQL server of PGHOST")
    chosen = parser.parse_args()

    many = 1_000_000 if chosen.million else 100_000
    small, large = (
        make_portal(posts, postgresql(posts) if chosen.postgresql else None) for posts in (SMALL, many)
    )
    theirs = pages(small)
    over = 0
    print(f"{'page':24}{many:>9,}    {SMALL:>9,}      ratio       work   ratio")
    for name, ours in pages(large).items():
        times = in_turns(ours, theirs[name], ROUNDS, REPEAT)
        work = database_work(large.engine, ours), database_work(small.engine, theirs[name])
        over += times[2] > GOAL
        print(line(name, times, work))
    print("a discussion of 10,000 posts, against its first page:")
    first, *others = (each for each in pages(large).items() if each[0].startswith("long"))
    for name, ours in others:
        times = in_turns(ours, first[1], ROUNDS, REPEAT)
        over += times[2] > GOAL
        print(line(name, times, (database_work(large.engine, ours), database_work(large.engine, first[1]))))
    sys.exit(over > 0)


if __name__ == "__main__":
    main()
