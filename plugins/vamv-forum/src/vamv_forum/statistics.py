"""What the funding report counts about the forum: how often, never who."""

from typing import Any

from sqlalchemy.orm import Session

from vamv.api.statistics import count
from vamv_forum import _
from vamv_forum.events import PostWritten

PARENT = "parent"
STAFF = "staff"


def declare(config: Any) -> None:
    """Declare the counters, and what makes them count."""
    config.add_subscriber(count_post, (PostWritten, Session))
    config.add_metric(
        "forum.discussions",
        _("metric-discussions", default="Begonnene Diskussionen im Forum"),
        _(
            "metric-discussions-text",
            default="Jede neue Diskussion zählt an dem Tag, an dem sie begonnen wurde.",
        ),
    )
    config.add_metric(
        "forum.posts",
        _("metric-posts", default="Beiträge im Forum"),
        _(
            "metric-posts-text",
            default="Jeder Beitrag zählt an dem Tag, an dem er geschrieben wurde, auch der erste einer "
            "Diskussion; getrennt nach Eltern und Team. Was später entfernt wird, bleibt gezählt.",
        ),
        dimensions=("by",),
    )
    config.add_metric(
        "forum.held",
        _("metric-held", default="Texte, die die Moderation zuerst gelesen hat"),
        _(
            "metric-held-text",
            default="Texte, die warten mussten, und was aus ihnen wurde: veröffentlicht, abgelehnt, von der "
            "Person zurückgezogen.",
        ),
        dimensions=("what",),
    )


def count_post(event: PostWritten, session: Session) -> None:
    """Count a post as it is written."""
    if event.post.seq == 1:
        count(session, "forum.discussions", now=event.now)
    count(session, "forum.posts", now=event.now, by=STAFF if event.post.role_mark else PARENT)
