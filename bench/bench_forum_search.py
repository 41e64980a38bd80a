"""How long does a search take? Goals: p95 300 ms at 1,000,000 posts, 1.5 times from 10,000 to 100,000.

A fixed set of questions, asked by a member and by a visitor: frequent and rare words, parts of compounds,
several words, words that hardly or never meet, words that stand only in old posts or only where visitors may
not read, words that do not exist. The whole page, without the wire. `--million` adds 1,000,000 posts;
`--postgresql` with libpq's environment, as in `pg_virtualenv`.
"""

import argparse
import statistics
import sys
from urllib.parse import quote

from forum_measure import share, times
from forum_portal import Portal, make_portal, postgresql

REPEAT = 7
MOST = 300  # ms
GROWTH = 1.5
QUESTIONS = (
    "Kindergeldbescheid",
    "vorschuss",
    "Unterhaltsvorschüsse",
    "Kinder",
    "ein",
    "Notbetreuungsplatz",
    "Erschöpfungszustand",
    "Zwergkaninchen",
    "Zwergenaufstand",
    "Gibtesnichtwort",
    "schaftsdienst",
    "Kindergeldbescheid Notbetreuungsplatz",
    "Notbetreuungsplatz Erschöpfungszustand",
    "Kindergeldbescheid Zwergkaninchen",
    "Briefwechsel Mietvertrag Strom",
    "geld brief",
    "Stadtbrief Urteil Amt",
    "Familiengericht Umgang",
    "Wann kommt der Bescheid vom Jugendamt",
    "Klassenbriefwechsel Trennungsverein",
)


def ask(portal: Portal) -> dict[str, list[float]]:
    """Return the milliseconds of each question, of member and visitor."""
    found = {}
    for question in QUESTIONS:
        address = f"/forum/search?q={quote(question)}"
        found[question] = times(lambda a=address: portal.get(a), REPEAT)
        found[f"{question} (visitor)"] = times(lambda a=address: portal.get(a, cookie=False), REPEAT)
    return found


def main() -> None:
    """Measure, print, and exit with 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--million", action="store_true", help="also with 1,000,000 posts")
    parser.add_argument("--postgresql", action="store_true", help="on the PostgreSQL server of PGHOST")
    chosen = parser.parse_args()

    half: dict[int, float] = {}
    late = 0.0
    for posts in (10_000, 100_000, *([1_000_000] if chosen.million else [])):
        portal = make_portal(posts, postgresql(posts) if chosen.postgresql else None)
        answers = ask(portal)
        every = [each for values in answers.values() for each in values]
        half[posts], late = statistics.median(every), share(every, 0.95)
        slowest = max(answers, key=lambda question: statistics.median(answers[question]))
        print(
            f"{posts:9,} posts: p50 {half[posts]:.1f} ms, p95 {late:.1f} ms, p99 {share(every, 0.99):.1f} ms;"
            f" slowest: {slowest}, {statistics.median(answers[slowest]):.1f} ms"
        )
        portal.engine.dispose()
    growth = half[100_000] / half[10_000]
    print(f"p50 from 10,000 to 100,000 posts: ratio {growth:.2f} (goal {GROWTH}); p95 goal {MOST} ms")
    sys.exit(growth > GROWTH or late > MOST)


if __name__ == "__main__":
    main()
