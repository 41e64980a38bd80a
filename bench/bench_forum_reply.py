"""What does a reply cost, and what when four people write at once? SQLite, every commit on the disk.

A reply in a discussion of 10,000 posts against one in a discussion that has just been opened, in turns: goal
at most 1.15 times. Four writers at once in one discussion: no error, none waits for a second, everything is
stored, the counters are exact. Through the whole application, without the wire.
"""

import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from forum_measure import share
from forum_portal import Portal, make_portal
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vamv.api.orm import new_id
from vamv_forum.models import Discussion, Post

POSTS = 10_000
REPLIES = 60
WRITERS = 4
EACH = 40
GOAL = 1.15
LONGEST = 1_000  # ms
TEXT = "Bei uns hat es drei Wochen gedauert, bis der Bescheid da war. Fragen Sie ruhig noch einmal nach. " * 5


def reply(portal: Portal, discussion_id: str, token: str | None = None) -> tuple[float, float]:
    """Write a reply; return the milliseconds it took, and those of the CPU."""
    # Whoever writes this fast would be stopped by the portal's limit.
    portal.app.registry["vamv.throttle"].reset()
    form = {"text": f"{TEXT} {new_id()}", "content_warning": "", "client_id": new_id()}
    began, cpu = time.perf_counter(), time.process_time()
    portal.post(f"/forum/d/{discussion_id}/reply", form, token)
    return (time.perf_counter() - began) * 1000, (time.process_time() - cpu) * 1000


def alone(portal: Portal) -> float:
    """Compare replies in a full and in short discussions, one at a time; return the ratio."""
    with Session(portal.engine) as session:
        short = list(
            session.scalars(
                select(Discussion.id)
                .where(Discussion.category_id == portal.filled.category_id, Discussion.last_seq < 100)
                .limit(REPLIES)
            )
        )
    pairs = [
        (reply(portal, portal.filled.long), reply(portal, short[number % len(short)]))
        for number in range(REPLIES)
    ]
    full, empty = zip(*pairs[5:], strict=True)
    middle = [[statistics.median(column) for column in zip(*each, strict=True)] for each in (full, empty)]
    ratio = middle[0][0] / middle[1][0]
    print(
        f"reply in a discussion of 10,000 posts {middle[0][0]:.2f} ms (CPU {middle[0][1]:.2f});"
        f" in a short one {middle[1][0]:.2f} ms (CPU {middle[1][1]:.2f}); ratio {ratio:.2f} (goal {GOAL})"
    )
    return ratio


def at_once(portal: Portal) -> bool:
    """Let four people write at once; tell whether all went well."""
    tokens = [portal.sign_in(person) for person in portal.filled.people[1 : WRITERS + 1]]
    long = portal.filled.long

    def state() -> tuple[int, int, int]:
        with Session(portal.engine) as session:
            row = session.get_one(Discussion, long)
            stored = session.scalar(select(func.count()).where(Post.discussion_id == long)) or 0
            return row.last_seq, row.post_count, stored

    before = state()
    began = time.perf_counter()
    with ThreadPoolExecutor(WRITERS) as pool:
        waits = [
            wait
            for one in pool.map(lambda token: [reply(portal, long, token)[0] for _ in range(EACH)], tokens)
            for wait in one
        ]
    seconds = time.perf_counter() - began
    more = [after - earlier for after, earlier in zip(state(), before, strict=True)]
    exact = more == [WRITERS * EACH] * 3
    print(
        f"{WRITERS} writers at once: {len(waits) / seconds:.0f} replies a second, p50"
        f" {statistics.median(waits):.1f} ms, p99 {share(waits, 0.99):.1f} ms, longest {max(waits):.1f} ms;"
        f" counters {'exact' if exact else more}"
    )
    return exact and max(waits) < LONGEST


def main() -> None:
    """Measure, print, and exit with 1 when a goal is missed."""
    portal = make_portal(POSTS, throw_away=True)
    ratio = alone(portal)
    went_well = at_once(portal)
    sys.exit(ratio > GOAL or not went_well)


if __name__ == "__main__":
    main()
