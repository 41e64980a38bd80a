"""What private messages declare; the part that people see only where they are on."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from vamv.api.moderation import ContentActions, muted_by
from vamv.api.notifications import notify
from vamv.api.security import ADVICE_SEEKER
from vamv.api.statistics import count
from vamv_forum import _
from vamv_forum.messages import privacy, queries, services
from vamv_forum.messages.events import MessageWritten
from vamv_forum.messages.resources import WRITE, are_on
from vamv_forum.models.talks import MESSAGE_KIND

KEEP = timedelta(days=365)
MOST_ON_BADGE = 99


def declare(config: Any) -> None:
    """Declare what belongs to messages; what is stored can be reported and is forgotten, on or off."""
    config.add_permission(
        WRITE,
        _("permission-message", default="Persönliche Nachrichten"),
        _(
            "permission-message-text",
            default="Anderen Mitgliedern schreiben, wenn diese es wollen und der Verband es "
            "eingeschaltet hat.",
        ),
        roles=(ADVICE_SEEKER,),
    )
    config.add_content_kind(
        MESSAGE_KIND,
        _("kind-message", default="Persönliche Nachricht"),
        queries.message_content,
        ContentActions(services.hide_message, services.restore_message),
        may_read=queries.takes_part,
        note=_(
            "kind-message-note",
            default="Mit Ihrer Meldung kann die Moderation diese eine Nachricht lesen. Alle anderen "
            "Nachrichten bleiben verschlossen.",
        ),
    )
    config.add_retention_rule(
        "forum.messages",
        _("retention-messages", default="Persönliche Nachrichten, nach der letzten Nachricht"),
        KEEP,
        privacy.forget_talks,
    )
    config.add_metric(
        "forum.messages",
        _("metric-messages", default="Persönliche Nachrichten"),
        _(
            "metric-messages-text",
            default="Jede Nachricht zwischen Mitgliedern zählt an dem Tag, an dem sie geschrieben wurde; "
            "getrennt nach Anfragen und weiteren Nachrichten.",
        ),
        dimensions=("kind",),
    )
    config.add_subscriber(count_message, (MessageWritten, Session))
    if are_on(config.registry):
        _show(config)


def _show(config: Any) -> None:
    config.add_notification_type(
        MESSAGE_KIND, _("notification-message", default="Sie haben eine persönliche Nachricht")
    )
    config.add_subscriber(tell_recipient, (MessageWritten, Session))
    config.add_nav_item(
        "forum.messages",
        _("nav-messages", default="Persönliche Nachrichten"),
        route="forum.messages",
        menu="account",
        icon="mail",
        permission=WRITE,
        badge=badge,
    )


def badge(request: Any) -> int | None:
    """Return how many conversations hold something new."""
    return min(queries.unread(request.dbsession, request.identity.person_id), MOST_ON_BADGE) or None


def count_message(event: MessageWritten, session: Session) -> None:
    """Count a message as it is written."""
    kind = "request" if event.message.seq == 1 else "message"
    count(session, "forum.messages", now=event.now, kind=kind)


def tell_recipient(event: MessageWritten, session: Session) -> None:
    """Tell the other person once, until they have read; not at all of somebody they do not want to see."""
    sender_id = event.message.sender_id
    before = queries.talk_for(session, event.talk.id, event.recipient_id)
    if before is None or before.own.read_seq < event.message.seq - 1:
        return
    if muted_by(session, event.recipient_id).hides(sender_id):
        return
    notify(
        session,
        person_id=event.recipient_id,
        type=MESSAGE_KIND,
        now=event.now,
        route="forum.talk",
        route_args={"talk": event.talk.id},
    )
