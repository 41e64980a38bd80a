"""Work that follows a view: what a page that only reads may write down, such as how far somebody has read.

It gets a short transaction of its own once the view's is over. It must be able to get lost: when it fails,
the page is sent all the same.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import transaction
from sqlalchemy.orm import Session

from vamv.db.session import make_session

ENVIRON_KEY = "vamv.after_view"

log = logging.getLogger(__name__)


def after_view(request: Any, work: Callable[[Session], object]) -> None:
    """Call `work(session)` after the view, unless the page was only fetched in advance.

    `work` keeps ids, never objects of the view's session, which is closed by then.
    """
    if "prefetch" not in request.headers.get("Sec-Purpose", request.headers.get("Purpose", "")):
        request.environ.setdefault(ENVIRON_KEY, []).append(work)


def after_tween(handler: Callable[[Any], Any], registry: Any) -> Callable[[Any], Any]:
    """Do the work that the view has left, if its page is being shown."""

    def tween(request: Any) -> Any:
        response = handler(request)
        work = request.environ.pop(ENVIRON_KEY, ())
        if work and response.status_int < 400:
            try:
                with _short_session(request) as session:
                    for each in work:
                        each(session)
            except Exception as error:  # noqa: BLE001 - the page is ready to be sent
                log.error("work after %s was left out: %s", request.matched_route.name, type(error).__name__)
        return response

    return tween


@contextmanager
def _short_session(request: Any) -> Iterator[Session]:
    if "app.dbsession" in request.environ:
        yield request.environ["app.dbsession"]
        return
    manager = transaction.TransactionManager(explicit=True)
    with manager:
        yield make_session(request.registry["vamv.engine"], manager, write=True)


def includeme(config: Any) -> None:
    config.add_tween(
        "vamv.web.after.after_tween",
        under="vamv.security.sanity.sanity_tween",
        over=("pyramid_tm.tm_tween_factory", "pyramid.tweens.excview_tween_factory"),
    )
