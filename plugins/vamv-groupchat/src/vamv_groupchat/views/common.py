"""What several pages need: when something is, in the words of people, and what a meeting is just now."""

from datetime import datetime
from functools import partial
from typing import Any

from vamv.api.calendar import clock_time, day
from vamv.api.web import after_view
from vamv_groupchat import _, policy
from vamv_groupchat.models import ChatSession, Participant
from vamv_groupchat.notifications import presence_of
from vamv_groupchat.services import changing, entering, telling
from vamv_groupchat.services.writing import Pen

OFTEN = "60/minute"

SOMEBODY = _("name-masked", default="Jemand")
GONE = _("name-gone", default="Ehemaliges Mitglied")

STATES = {
    policy.BEFORE: _("state-before", default="noch nicht offen"),
    policy.OPEN: _("state-open", default="jetzt offen"),
    policy.UNSTAFFED: _("state-unstaffed", default="gerade nicht begleitet"),
    policy.FROZEN: _("state-frozen", default="angehalten"),
    policy.CLOSED: _("state-closed", default="beendet"),
    policy.CANCELLED: _("state-cancelled", default="fällt aus"),
}
REFUSALS = {
    policy.BEFORE: _("refused-before", default="Der Raum ist noch nicht offen."),
    policy.UNSTAFFED: _(
        "refused-unstaffed",
        default="Gerade begleitet niemand den Raum, deshalb können Sie nur lesen. Sobald wieder jemand da "
        "ist, geht es weiter. Was Sie schreiben wollten, bleibt im Feld.",
    ),
    policy.FROZEN: _(
        "refused-frozen",
        default="Die Moderation hat den Chat für einen Moment angehalten. Gleich geht es weiter.",
    ),
    policy.CLOSED: _("refused-closed", default="Dieser Chat ist zu Ende. Schön, dass Sie da waren."),
    policy.CANCELLED: _("refused-cancelled", default="Dieser Termin fällt aus."),
    policy.LISTENING: _("refused-listening", default="Sie lesen nur mit."),
    policy.MUTED: _(
        "refused-muted",
        default="Die Moderation hat Sie für diesen Chat stummgeschaltet. Sie können ihr schreiben.",
    ),
    "left": _("refused-left", default="Sie sind nicht mehr im Raum. Bitte betreten Sie ihn noch einmal."),
    entering.BANNED: _("refused-banned", default="Sie sind für diesen Raum gesperrt."),
    entering.REMOVED: _(
        "refused-removed", default="Die Moderation hat Sie für diesen Chat aus dem Raum genommen."
    ),
    entering.ONCE: _(
        "refused-once",
        default="Sie waren heute schon in einem solchen Chat. Damit alle einen Platz bekommen, geht das "
        "einmal am Tag. Morgen gern wieder.",
    ),
    entering.ALIAS_TAKEN: _(
        "refused-alias",
        default="Diesen Namen hat in diesem Raum schon jemand. Bitte wählen Sie einen anderen.",
    ),
    "moderator": _("refused-moderator", default="Das geht bei Moderator*innen nicht."),
    "no_moderator": _("refused-no-moderator", default="Die Leitung kann nur haben, wer im Raum moderiert."),
    "held": _(
        "refused-held",
        default="Diesen Text liest die Moderation zuerst. Bitte schreiben Sie ihn als neue Nachricht.",
    ),
    changing.LATE: _(
        "refused-late", default="Diese Nachricht lässt sich nicht mehr ändern oder zurücknehmen."
    ),
    "team": _("refused-team", default="Das lesen und schreiben nur Moderator*innen."),
}


def words_for(request: Any, refused: policy.Refused) -> str:
    """Return in a sentence why something is not possible."""
    if refused.code == policy.SLOW:
        message: Any = _(
            "refused-slow",
            default="Hier gilt gerade eine Pause zwischen zwei Nachrichten. In ${seconds} Sekunden geht "
            "es; Ihr Text steht noch im Feld.",
            mapping={"seconds": refused.seconds},
        )
    else:
        message = REFUSALS[refused.code]
    return str(request.localizer.translate(message))


def when(request: Any, at: datetime) -> str:
    """Return a moment as people say it: "heute um 20:30 Uhr"."""
    words = _(
        "when",
        default="${day} um ${time}",
        mapping={
            "day": day(at, request.now, request.locale_name),
            "time": clock_time(at, request.locale_name),
        },
    )
    return str(request.localizer.translate(words))


def state_of(request: Any, chat: ChatSession) -> str:
    """Return what a meeting is now."""
    return telling.state_of(request.dbsession, chat, request.now, presence_of(request.registry))


def pen(request: Any, chat: ChatSession) -> Pen:
    """Return what the person asking writes with."""
    return Pen(
        request.dbsession,
        request.vault,
        chat,
        request.identity.person_id,
        presence_of(request.registry),
        request.now,
    )


def stay(request: Any, chat: ChatSession, *, read: int = 0, aside: int = 0) -> None:
    """Note after the view that the person asking is there, and how far they have read."""
    touch = partial(
        entering.touch,
        session_id=chat.id,
        person_id=request.identity.person_id,
        now=request.now,
        presence=presence_of(request.registry),
        read=read,
        aside=aside,
    )
    after_view(request, touch)


def name_in(request: Any, names: dict[str, str], who: Participant | None, person_id: str | None) -> str:
    """Return the name above something that was said, or the words in its place."""
    found = names.get(person_id or "")
    if found:
        return found
    return str(request.localizer.translate(SOMEBODY if who is not None and who.masked else GONE))
