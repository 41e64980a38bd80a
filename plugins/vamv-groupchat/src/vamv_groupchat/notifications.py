"""What people can be told by the group chat, all of it neutral; and the work that tells them."""

from datetime import timedelta
from typing import Any

from vamv.api.jobs import JobContext
from vamv_groupchat import _
from vamv_groupchat.policy import Presence
from vamv_groupchat.privacy.retention import destroy_transcripts, keep
from vamv_groupchat.services import dates, entering, watching

PLAN = "groupchat.plan"
WATCH = "groupchat.watch"
EVERY_MINUTE = timedelta(minutes=1)


def presence_of(registry: Any) -> Presence:
    """Return how long people count as present in this portal."""
    settings = registry.settings
    return Presence(
        away=timedelta(minutes=settings["groupchat.away_minutes"]),
        idle=timedelta(minutes=settings["groupchat.idle_minutes"]),
    )


def declare(config: Any) -> None:
    """Declare what people can be told, and the two jobs of the group chat."""
    both = ("portal", "mail")
    config.add_notification_type(
        watching.REMINDER, _("notification-reminder", default="Ihr Termin beginnt bald"), channels=both
    )
    config.add_notification_type(
        dates.CANCELLED, _("notification-cancelled", default="Ein Termin fällt aus"), channels=both
    )
    config.add_notification_type(
        dates.MOVED, _("notification-moved", default="Ein Termin hat eine andere Zeit"), channels=both
    )
    config.add_notification_type(
        entering.PLACE, _("notification-place", default="Für Sie ist ein Platz frei geworden"), channels=both
    )
    config.add_notification_type(
        watching.SUBSTITUTE_NEEDED,
        _("notification-substitute", default="Ein Raum ist offen, und niemand begleitet ihn"),
        channels=both,
    )
    config.add_job(PLAN, plan, schedule="daily")
    config.add_job(WATCH, watch, schedule=EVERY_MINUTE)


def plan(context: JobContext) -> None:
    """Plan the meetings of the next weeks."""
    ahead = timedelta(days=context.registry.settings["groupchat.plan_days"])
    watching.plan_all(context.session, context.vault, now=context.now, ahead=ahead)


def watch(context: JobContext) -> None:
    """Look after the rooms: remind, call the substitute, give places, destroy transcripts in time."""
    session, now, registry = context.session, context.now, context.registry
    presence = presence_of(registry)
    before = timedelta(minutes=registry.settings["groupchat.remind_minutes"])
    watching.remind_all(session, now=now, before=before)
    watching.call_substitutes(session, now=now, presence=presence)
    watching.move_all_up(session, now=now, presence=presence)
    watching.tell_all(session, now=now, presence=presence)
    destroy_transcripts(session, now, keep(registry))
