"""What the funding report counts about group chats: how often, never who."""

from typing import Any

from sqlalchemy.orm import Session

from vamv.api.statistics import count
from vamv_groupchat import _
from vamv_groupchat.events import MessageSaid
from vamv_groupchat.services.entering import PARENT, TEAM


def declare(config: Any) -> None:
    """Declare the counters, and what makes them count."""
    config.add_subscriber(count_message, (MessageSaid, Session))
    config.add_metric(
        "groupchat.sessions",
        _("metric-sessions", default="Gruppenchats"),
        _(
            "metric-sessions-text",
            default="Jeder Chattermin zählt einmal, wenn eine Moderation ihn begleitet hat.",
        ),
    )
    config.add_metric(
        "groupchat.entries",
        _("metric-entries", default="Teilnahmen an Gruppenchats"),
        _(
            "metric-entries-text",
            default="Jede Person zählt in jedem Chattermin einmal, wenn sie ihn zum ersten Mal betritt; "
            "getrennt nach Eltern und Moderation.",
        ),
        dimensions=("by",),
    )
    config.add_metric(
        "groupchat.messages",
        _("metric-messages", default="Nachrichten in Gruppenchats"),
        _(
            "metric-messages-text",
            default="Jede Nachricht im Raum zählt an dem Tag, an dem sie geschrieben wurde; getrennt nach "
            "Eltern und Moderation. Geflüstertes zählt nicht.",
        ),
        dimensions=("by",),
    )
    config.add_metric(
        "groupchat.sanctions",
        _("metric-sanctions", default="Entscheidungen der Moderation in Gruppenchats"),
        _(
            "metric-sanctions-text",
            default="Stummgeschaltet, aus dem Raum genommen, gesperrt; jede Entscheidung zählt, auch "
            "eine, die später zurückgenommen wird.",
        ),
        dimensions=("kind",),
    )


def count_message(event: MessageSaid, session: Session) -> None:
    """Count a message as it is said."""
    count(session, "groupchat.messages", now=event.now, by=TEAM if event.by.moderating else PARENT)
