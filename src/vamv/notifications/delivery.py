"""The worker's part: the channels outside the portal."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from vamv.i18n.strings import _
from vamv.jobs.directives import JobContext
from vamv.mail.services import queue_mail
from vamv.notifications import queries
from vamv.notifications.contact import contact
from vamv.notifications.directives import notification_types
from vamv.notifications.models import ContactAddress, Notification
from vamv.notifications.policy import NEVER, SOON, mail_time
from vamv.notifications.services import deliver_at
from vamv.security.models import Person

# Until somebody has looked, one mail is enough for half a day.
QUIET = timedelta(hours=12)

WHOM = {
    "you": _("mail-news-you", default="Es gibt etwas Neues für Sie."),
    "team": _("mail-news-team", default="Es gibt etwas Neues für Ihr Team."),
    "substitute": _("mail-news-substitute", default="Es gibt etwas Neues, weil Sie jemanden vertreten."),
}


@dataclass(frozen=True)
class Notice:
    """What a channel of a plugin learns: that there is something, for whom, and of which type."""

    person_id: str
    type: str
    audience: str


def deliver(context: JobContext) -> None:
    """Serve the other channels for one person: those of plugins, and at most one mail for everything.

    What has to wait for its mail waits for the other channels too: a person who wants quiet wants it there.
    """
    session, person_id = context.session, context.payload["person"]
    waiting = queries.undelivered(session, person_id)
    if not waiting:
        return
    by_mail = _wanted_by_mail(context, person_id, waiting)
    if by_mail and (due := _mail_due(context, person_id, by_mail)) > context.now:
        deliver_at(session, person_id, "mail", now=context.now, run_at=due)
        waiting = [each for each in waiting if each not in by_mail]
    elif by_mail:
        _mail(context, person_id, by_mail)
    for each in waiting:
        notice = Notice(each.person_id, each.type, each.audience)
        context.registry["vamv.hooks"].call("vamv_deliver", session=session, notification=notice)
        each.delivered_at = context.now


def _wanted_by_mail(context: JobContext, person_id: str, waiting: list[Notification]) -> list[Notification]:
    types = notification_types(context.registry)
    chosen = queries.choices(context.session, person_id)
    row = context.session.get(ContactAddress, person_id)
    if row is None or row.confirmed_at is None or row.rhythm == NEVER:
        return []
    if not context.registry.settings["vamv.mail_host"]:
        return []
    return [
        each
        for each in waiting
        if each.read_at is None
        and each.type in types
        and queries.wants_mail(chosen, each.type, types[each.type].mail)
    ]


def _mail_due(context: JobContext, person_id: str, news: list[Notification]) -> datetime:
    row = context.session.get_one(ContactAddress, person_id)
    due = min(mail_time(row.rhythm, each.created_at) for each in news)
    quiet = row.rhythm == SOON and queries.announced_and_unread(context.session, person_id)
    return max(due, row.mailed_at + QUIET) if quiet and row.mailed_at is not None else due


def _mail(context: JobContext, person_id: str, news: list[Notification]) -> None:
    session = context.session
    address = contact(session, context.vault, person_id, context.now).address
    person: Any = session.get(Person, person_id)
    row: Any = session.get(ContactAddress, person_id)
    assert address is not None
    audiences = {each.audience for each in news}
    queue_mail(
        session,
        context.vault,
        to_address=address,
        subject=_("mail-news-subject", default="Etwas Neues"),
        paragraphs=(
            _("mail-greeting", default="Guten Tag,"),
            *(text for audience, text in WHOM.items() if audience in audiences),
            _("mail-news-where", default="Bitte melden Sie sich wie gewohnt an, um es zu lesen."),
            _(
                "mail-news-stop",
                default="Dort können Sie auch einstellen, ob Sie solche E-Mails bekommen möchten.",
            ),
        ),
        locale=person.locale or context.registry.settings["vamv.locales"][0],
        now=context.now,
    )
    row.mailed_at = context.now
    for each in news:
        each.mailed_at = context.now
