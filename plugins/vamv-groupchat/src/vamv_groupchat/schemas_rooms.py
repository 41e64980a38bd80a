"""What the forms of those accept who look after rooms."""

from datetime import time

from wtforms import (  # type: ignore[attr-defined] # the published types do not know SelectChoice yet
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    SelectChoice,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import InputRequired, NumberRange, Optional

from vamv.api.forms import Form, limit, required, strip
from vamv_groupchat import _
from vamv_groupchat.models import GROUP, MODERATOR, SCHEDULED, STANDING, SUBSTITUTE
from vamv_groupchat.policy import SLOWEST

MOST_PLACES = 200
LONGEST = 720  # minutes


def one_line(text: str | None) -> str | None:
    """Filter: one blank between words, and no more."""
    return " ".join(text.split()) if text else text


def _between(least: int, most: int) -> NumberRange:
    message = _(
        "field-number-between",
        default="Bitte eine Zahl zwischen ${min} und ${max}.",
        mapping={"min": least, "max": most},
    )
    return NumberRange(least, most, message)


def _needed() -> InputRequired:
    return InputRequired(_("field-needed", default="Bitte füllen Sie dieses Feld aus."))


class RoomForm(Form):
    """A room."""

    title = StringField(_("field-title", default="Name"), [required(), limit(80)], filters=[strip, one_line])
    kind = RadioField(
        _("field-room-kind", default="Was für ein Raum ist das?"),
        [required()],
        choices=[
            SelectChoice(SCHEDULED, _("kind-scheduled", default="Mit Terminen: einzeln oder jede Woche")),
            SelectChoice(STANDING, _("kind-standing", default="Fester Raum mit Öffnungszeiten")),
            SelectChoice(GROUP, _("kind-group", default="Geschlossene Gruppe, nur mit Einladung")),
        ],
        default=SCHEDULED,
    )
    announcement = TextAreaField(
        _("field-announcement", default="Worum es geht"),
        [limit(4000)],
        description=_(
            "field-announcement-hint",
            default="Steht auf der Seite des Raums. **Fett**, Listen mit - und Links gehen.",
        ),
        filters=[strip],
    )
    places = IntegerField(
        _("field-places", default="Plätze"),
        [Optional(), _between(2, MOST_PLACES)],
        description=_(
            "field-places-hint",
            default="Leer lassen für beliebig viele. Sind alle belegt, gibt es eine Warteliste. Die "
            "Moderation zählt nicht mit.",
        ),
    )
    once_a_day = BooleanField(
        _("field-once-a-day", default="Nur ein solcher Chat pro Person und Tag"),
        description=_("field-once-a-day-hint", default="Damit andere auch einen Platz bekommen."),
    )
    from_entry = BooleanField(
        _("field-from-entry", default="Wer später kommt, sieht nur, was danach geschrieben wird")
    )
    slow_seconds = IntegerField(
        _("field-slow", default="Pause zwischen zwei Nachrichten einer Person, in Sekunden"),
        [Optional(), _between(0, SLOWEST)],
        description=_(
            "field-slow-hint", default="0 für keine. Die Moderation kann das im Raum jederzeit ändern."
        ),
        default=0,
    )
    archived = BooleanField(
        _("field-archived", default="Raum schließen"),
        description=_(
            "field-archived-hint", default="Er steht in keiner Liste mehr, und es gibt keine neuen Termine."
        ),
    )


class DateForm(Form):
    """A single meeting."""

    topic = StringField(_("field-topic", default="Thema"), [limit(120)], filters=[strip, one_line])
    day = DateField(_("field-day", default="Tag"), [_needed()])
    clock = TimeField(_("field-clock", default="Beginn"), [_needed()], default=time(20, 0))
    minutes = IntegerField(
        _("field-minutes", default="Dauer in Minuten"), [_needed(), _between(15, LONGEST)], default=90
    )


class HoursForm(Form):
    """When a room is open again and again."""

    first_day = DateField(
        _("field-first-day", default="Zum ersten Mal am"),
        [_needed()],
        description=_("field-first-day-hint", default="Danach immer am selben Wochentag."),
    )
    clock = TimeField(_("field-clock", default="Beginn"), [_needed()], default=time(20, 0))
    minutes = IntegerField(
        _("field-minutes", default="Dauer in Minuten"), [_needed(), _between(15, LONGEST)], default=90
    )
    every_weeks = RadioField(
        _("field-every", default="Wie oft?"),
        choices=[
            SelectChoice(1, _("every-1", default="Jede Woche")),
            SelectChoice(2, _("every-2", default="Alle zwei Wochen")),
            SelectChoice(4, _("every-4", default="Alle vier Wochen")),
        ],
        coerce=int,
        default=1,
    )


def minute_of(clock: time) -> int:
    """Return the minute of the day."""
    return clock.hour * 60 + clock.minute


class StaffForm(Form):
    """Somebody on duty."""

    name = StringField(
        _("field-staff-name", default="Name im Portal"), [required(), limit(80)], filters=[strip, one_line]
    )
    part = RadioField(
        _("field-part", default="Aufgabe"),
        [required()],
        choices=[
            SelectChoice(MODERATOR, _("field-part-moderator", default="Moderiert den Raum")),
            SelectChoice(
                SUBSTITUTE,
                _("field-part-substitute", default="Wird gerufen, wenn niemand den Raum begleitet"),
            ),
        ],
        default=MODERATOR,
    )
