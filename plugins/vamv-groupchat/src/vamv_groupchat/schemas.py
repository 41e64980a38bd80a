"""What the forms of people in a room accept."""

from wtforms import (  # type: ignore[attr-defined] # the published types do not know SelectChoice yet
    BooleanField,
    HiddenField,
    RadioField,
    SelectChoice,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length

from vamv.api.conversations import CLIENT_ID_LENGTH
from vamv.api.forms import Form, limit, required, strip
from vamv.api.moderation import REASONS
from vamv.api.orm import new_id
from vamv_groupchat import _
from vamv_groupchat.services.leading import FOREVER

EMPTY = _("field-text-empty", default="Hier steht noch nichts.")

MESSAGE_LIMIT = 2000  # characters


def _client_id() -> HiddenField:
    return HiddenField(validators=[Length(max=CLIENT_ID_LENGTH)], default=new_id)


class MessageForm(Form):
    """Something to say in the room. `client_id`: the same form sent twice is one message."""

    text = TextAreaField(
        _("field-message", default="An die Gruppe schreiben"),
        [required(EMPTY), limit(MESSAGE_LIMIT)],
        filters=[strip],
    )
    client_id = _client_id()


class ChangeForm(Form):
    """Other words for one's own message."""

    text = TextAreaField(
        _("field-change", default="Ihre Nachricht"), [required(EMPTY), limit(MESSAGE_LIMIT)], filters=[strip]
    )
    client_id = _client_id()


class WhisperForm(Form):
    """Something that only moderators read."""

    text = TextAreaField(
        _("field-whisper", default="Nur an die Moderation"),
        [required(EMPTY), limit(MESSAGE_LIMIT)],
        filters=[strip],
    )
    client_id = _client_id()


class TeamForm(Form):
    """Something among moderators."""

    text = TextAreaField(
        _("field-team", default="Nur an die anderen Moderator*innen"),
        [required(EMPTY), limit(MESSAGE_LIMIT)],
        filters=[strip],
    )
    client_id = _client_id()


class EnterForm(Form):
    """How somebody comes in."""

    accepted = BooleanField(
        _("field-accepted", default="Ich halte mich an die Regeln"),
        [
            required(
                _(
                    "field-accepted-missing",
                    default="Bitte setzen Sie den Haken. Die Regeln gelten für alle im Raum.",
                )
            )
        ],
    )
    alias_name = StringField(
        _("field-alias", default="Ein anderer Name nur für diesen Raum"),
        [limit(80)],
        description=_(
            "field-alias-hint",
            default="Leer lassen, um unter Ihrem Namen im Portal zu schreiben. Der erste Name, den Sie hier "
            "wählen, bleibt für diesen Raum. Die Moderation kann sehen, wer schreibt.",
        ),
        filters=[strip],
    )
    listening = BooleanField(
        _("field-listening", default="Ich möchte nur mitlesen"),
        description=_(
            "field-listening-hint",
            default="Sie belegen einen Platz. Mitschreiben können Sie, wenn Sie den Raum ohne diesen "
            "Haken neu betreten.",
        ),
    )


class SanctionForm(Form):
    """What a moderator decides about somebody."""

    kind = RadioField(
        _("field-kind", default="Was soll gelten?"),
        [required()],
        choices=[
            SelectChoice(
                "mute", _("sanction-mute", default="Stummschalten: liest weiter mit, schreibt nicht")
            ),
            SelectChoice(
                "remove", _("sanction-remove", default="Aus dem Raum nehmen, bis zum Ende dieses Chats")
            ),
            SelectChoice("ban", _("sanction-ban", default="Für diesen Raum sperren")),
        ],
    )
    days = RadioField(
        _("field-days", default="Bei einer Sperre: wie lange?"),
        choices=[
            SelectChoice(7, _("days-7", default="Eine Woche")),
            SelectChoice(30, _("days-30", default="30 Tage")),
            SelectChoice(90, _("days-90", default="90 Tage")),
            SelectChoice(FOREVER, _("days-forever", default="Auf Dauer")),
        ],
        coerce=int,
        default=7,
    )
    reason = RadioField(
        _("field-reason", default="Warum?"),
        [required()],
        choices=[SelectChoice(code, words) for code, words in REASONS.items()],
        description=_("field-reason-hint", default="Die Person erfährt den Grund."),
    )
