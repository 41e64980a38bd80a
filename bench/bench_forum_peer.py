"""How does the forum compare with another one? Goals: a discussion 5 times as fast, deep in a long one 10.

The other one is django-spirit, from PyPI, in an environment and a project of its own below `var/bench/`,
made the first time. Both have 100,000 posts of about 510 characters in SQLite, one discussion of 10,000 among
them, and show 20 posts on a page to a member. Each application is called as a server would call it, without
server and client, in turns; ratios are theirs to ours, of the CPU time.
"""

import json
import statistics
import subprocess
import sys
import time
import venv
from pathlib import Path
from typing import Any

from forum_portal import KEPT, Portal, count_statements, make_portal

POSTS = 100_000
ROUNDS = 5
REQUESTS = 20  # of each kind in a round
PEER = "django-spirit==0.14.3"
GOALS = {"index": 2.0, "list": 2.0, "discussion": 5.0, "deep": 10.0}


def start_peer() -> "subprocess.Popen[str]":
    """Return the running peer, installed and filled."""
    environment, project = KEPT / "peer", KEPT / "peer-project"
    programs = environment / "bin"
    if not (programs / "spirit").exists():
        venv.create(environment, with_pip=True)
        subprocess.run([programs / "pip", "install", "--quiet", PEER], check=True)
    if not project.exists():
        project.mkdir(parents=True)
        # It looks for Django's own command in the path.
        found = {"PATH": f"{programs}:/usr/bin:/bin"}
        subprocess.run([programs / "spirit", "startproject", "mysite"], cwd=project, env=found, check=True)
    peer = subprocess.Popen(
        [programs / "python", Path(__file__).with_name("peer_spirit.py"), str(POSTS)],
        cwd=project / "mysite",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    if "ready" not in answer(peer):
        raise RuntimeError("the peer did not start")
    return peer


def answer(peer: "subprocess.Popen[str]") -> Any:
    """Return what the peer says next."""
    assert peer.stdout is not None
    return json.loads(peer.stdout.readline())


def ask_peer(peer: "subprocess.Popen[str]", page: str) -> Any:
    """Let the peer answer this page a few times; return what it measured."""
    assert peer.stdin is not None
    peer.stdin.write(f"{page} {REQUESTS}\n")
    peer.stdin.flush()
    return answer(peer)


def ask_us(portal: Portal, path: str) -> tuple[float, float]:
    """Return CPU time and median time of one request, in milliseconds."""
    taken, cpu = [], time.process_time()
    for _ in range(REQUESTS):
        began = time.perf_counter()
        portal.get(path)
        taken.append(time.perf_counter() - began)
    return (time.process_time() - cpu) / REQUESTS * 1000, statistics.median(taken) * 1000


def compare(portal: Portal, peer: "subprocess.Popen[str]", page: str, path: str) -> float:
    """Measure one page of both in turns, print it, and return how many times our CPU time theirs is."""
    size, queries = len(portal.get(path)), len(count_statements(portal.engine, lambda: portal.get(path)))
    pairs = [(ask_us(portal, path), ask_peer(peer, page)) for _ in range(ROUNDS)]
    ratio = statistics.median(theirs["cpu"] / ours[0] for ours, theirs in pairs)
    ours = [statistics.median(each[0][kind] for each in pairs) for kind in (0, 1)]
    theirs = [statistics.median(each[1][kind] for each in pairs) for kind in ("cpu", "ms")]
    print(
        f"{page:10} CPU {ours[0]:6.2f} ms, theirs {theirs[0]:6.2f}: {ratio:5.1f} times"
        f" (goal {GOALS[page]:g}); p50 {ours[1]:6.2f} ms, theirs {theirs[1]:6.2f};"
        f" queries {queries}, theirs {pairs[0][1]['queries']};"
        f" kB {size / 1000:.0f}, theirs {pairs[0][1]['bytes'] / 1000:.0f}"
    )
    return ratio


def main() -> None:
    """Measure, print, and exit with 1 when a goal is missed."""
    peer = start_peer()
    portal = make_portal(POSTS)
    filled = portal.filled
    deep = 10_000 // 2 // 20 * 20 + 1
    pages = {
        "index": "/forum",
        "list": f"/forum/{filled.category}",
        "discussion": f"/forum/d/{filled.ordinary}",
        "deep": f"/forum/d/{filled.long}?from={deep}",
    }
    met = [compare(portal, peer, page, path) >= GOALS[page] for page, path in pages.items()]
    print(f"{PEER}; {POSTS:,} posts; Python {sys.version.split()[0]}")
    assert peer.stdin is not None
    peer.stdin.close()
    peer.wait()
    sys.exit(not all(met))


if __name__ == "__main__":
    main()
