"""What does a page of a discussion cost? Goal: at most 4 times a bare page without a database; 8 queries.

Ours: 20 posts, signed in, with 100,000 posts stored (`--posts` for another number). The reference: a
Pyramid application with nothing but one Chameleon template, which repeats 20 posts from dictionaries to as
many bytes.
Both stand in the same server and take turns, over one kept connection; the CPU is that of the same requests
made of the application itself, without server and client.
"""

import argparse
import http.client
import re
import statistics
import sys
import time
from collections.abc import Callable
from importlib import metadata
from typing import Any

from chameleon import PageTemplate
from forum_portal import count_statements, fetch, make_portal, serve
from pyramid.config import Configurator
from pyramid.response import Response

ROUNDS = 9
REQUESTS = 40  # of each kind in a round
GOAL = 4.0
MOST_STATEMENTS = 8

_ARTICLE = re.compile(r"<article.*?</article>", re.DOTALL)
_ITEM = """<article id="post-${item['seq']}" aria-labelledby="by-${item['seq']}" class="post${item['kind']}">
<h2 class="visually-hidden" id="by-${item['seq']}">Beitrag ${item['seq']} von ${item['name']}</h2>
<span>${item['name']}</span> <time datetime="${item['at']}">${item['ago']}</time>
<div class="post-body prose">${structure: item['html']}</div>
<a href="/forum/p/${item['id']}/report">Nr. ${item['seq']}</a>%s
</article>"""


def bare_application(page: str) -> Any:
    """Return a Pyramid application that renders a page like this one from dictionaries."""
    articles = _ARTICLE.findall(page)
    before, after = page[: page.index("<article")], page[page.rindex("</article>") + len("</article>") :]
    items = [
        {
            "seq": number,
            "kind": "",
            "name": "Leiser Ahorn",
            "at": "2026-01-01T12:00:00",
            "ago": "gestern, 12:00 Uhr",
            "id": f"{number:026}",
            "html": "<p>" + "Wir haben lange auf den Bescheid gewartet. " * 12 + "</p>",
        }
        for number in range(1, len(articles) + 1)
    ]
    template = _template(before, after, "")
    # What our posts have beside their words stands in the template, so that as many bytes go out.
    missing = len(page.encode()) - len(template(items=items).encode())
    template = _template(before, after, "-" * max(0, missing // len(articles)))
    with Configurator() as config:
        config.add_route("page", "/bare")
        config.add_view(lambda _request: Response(template(items=items)), route_name="page")
        return config.make_wsgi_app()


def _template(before: str, after: str, filling: str) -> PageTemplate:
    before, after = (text.replace("$", "&#36;") for text in (before, after))
    return PageTemplate(f'{before}<tal:r tal:repeat="item items">{_ITEM % filling}</tal:r>{after}')


def beside(portal: Any, bare: Any) -> Any:
    """Return one WSGI application of both."""
    return lambda environ, start: (bare if environ["PATH_INFO"] == "/bare" else portal)(environ, start)


def median(work: Callable[[], Any], clock: Callable[[], float]) -> float:
    """Return the median of what one call takes, in milliseconds by this clock."""
    times = []
    for _ in range(REQUESTS):
        began = clock()
        work()
        times.append(clock() - began)
    return statistics.median(times) * 1000


def mean(work: Callable[[], Any], clock: Callable[[], float]) -> float:
    """Return the mean of what one call takes, in milliseconds; for clocks with few ticks."""
    began = clock()
    for _ in range(REQUESTS):
        work()
    return (clock() - began) / REQUESTS * 1000


def in_turns(
    ours: Callable[[], Any], theirs: Callable[[], Any], measure: Any, clock: Any
) -> tuple[float, float, float]:
    """Return milliseconds of ours and of theirs, and their ratio: medians over rounds."""
    pairs = [(measure(ours, clock), measure(theirs, clock)) for _ in range(ROUNDS + 1)][1:]
    ratio = statistics.median(mine / reference for mine, reference in pairs)
    mine, reference = (statistics.median(column) for column in zip(*pairs, strict=True))
    return mine, reference, ratio


def main() -> None:
    """Measure, print, and exit with 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--posts", type=int, default=100_000, help="posts stored (default 100,000)")
    chosen = parser.parse_args()

    portal = make_portal(chosen.posts)
    path = f"/forum/d/{portal.filled.ordinary}"
    page = portal.get(path).decode()
    bare = bare_application(page)
    statements = count_statements(portal.engine, lambda: portal.get(path))
    server, port = serve(beside(portal.app, bare))
    connection = http.client.HTTPConnection("127.0.0.1", port)
    size = len(fetch(connection, "/bare"))
    wire = in_turns(
        lambda: fetch(connection, path, portal.token),
        lambda: fetch(connection, "/bare"),
        median,
        time.perf_counter,
    )
    connection.close()
    server.should_exit = True
    cpu = in_turns(lambda: portal.get(path), lambda: portal.get("/bare", app=bare), mean, time.process_time)
    posts = page.count("<article")
    print(
        f"{posts} posts of {portal.filled.posts:,} stored: {len(page.encode()) / 1000:.1f} kB,"
        f" {len(statements)} queries; bare page {size / 1000:.1f} kB"
    )
    print(f"over the wire: {wire[0]:.2f} ms; bare page {wire[1]:.2f} ms; ratio {wire[2]:.2f} (goal {GOAL:g})")
    print(f"CPU: {cpu[0]:.2f} ms; bare page {cpu[1]:.2f} ms; ratio {cpu[2]:.2f}")
    print(f"pyramid {metadata.version('pyramid')}, chameleon {metadata.version('chameleon')}")
    sys.exit(wire[2] > GOAL or len(statements) > MOST_STATEMENTS)


if __name__ == "__main__":
    main()
