"""What the forms of private messages accept."""

from wtforms import BooleanField, HiddenField, TextAreaField
from wtforms.validators import Length

from vamv.api.conversations import CLIENT_ID_LENGTH
from vamv.api.forms import TEXT_LIMIT, Form, limit, required, strip
from vamv.api.orm import new_id
from vamv_forum import _
from vamv_forum.messages.policy import REQUEST_LIMIT

EMPTY = _("field-text-empty", default="Hier steht noch nichts.")


class MessageForm(Form):
    """A message. `client_id` is drawn with the form, so that the same form sent twice is one message."""

    text = TextAreaField(
        _("field-message", default="Ihre Nachricht"), [required(EMPTY), limit(TEXT_LIMIT)], filters=[strip]
    )
    client_id = HiddenField(validators=[Length(max=CLIENT_ID_LENGTH)], default=new_id)


class RequestForm(Form):
    """The first letter: short, because nobody has agreed to read it yet."""

    text = TextAreaField(
        _("field-request", default="Warum möchten Sie schreiben?"),
        [required(EMPTY), limit(REQUEST_LIMIT)],
        description=_(
            "field-request-hint",
            default="Zwei, drei Sätze genügen, höchstens ${most} Zeichen. Bitte noch keine Telefonnummer und "
            "keine Adresse.",
            mapping={"most": REQUEST_LIMIT},
        ),
        filters=[strip],
    )
    client_id = HiddenField(validators=[Length(max=CLIENT_ID_LENGTH)], default=new_id)


class ChoiceForm(Form):
    """Whether somebody takes requests."""

    takes_requests = BooleanField(
        _("field-takes-requests", default="Andere Mitglieder dürfen mich anfragen"),
        description=_(
            "field-takes-requests-hint",
            default="Ohne Haken steht bei jeder Anfrage nur: „Diese Person nimmt keine Nachrichten an.“ "
            "Gespräche, die es schon gibt, gehen weiter.",
        ),
    )


class LeaveForm(Form):
    """How a conversation ends."""

    block = BooleanField(
        _("field-block", default="Außerdem: die Person ausblenden und keine Nachrichten mehr von ihr"),
        description=_("field-block-hint", default="Sie können das in Ihrem Konto zurücknehmen."),
    )
