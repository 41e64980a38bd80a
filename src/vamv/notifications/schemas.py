"""The forms of notifications."""

from wtforms import (  # type: ignore[attr-defined] # the published types do not know SelectChoice yet
    BooleanField,
    RadioField,
    SelectChoice,
    StringField,
    ValidationError,
)
from wtforms.fields.core import Field

from vamv.i18n.strings import _
from vamv.notifications.directives import CHANNELS, NotificationType
from vamv.notifications.policy import DAILY, NEVER, SOON, WEEKLY, mail_address
from vamv.web.forms import Form, limit, required, strip


class AddressForm(Form):
    """Where mails go. Only the form of the address is checked; that it is read shows in the code."""

    address = StringField(
        _("contact-address", default="E-Mail-Adresse"),
        description=_(
            "contact-address-hint",
            default="Nehmen Sie eine, die nur Sie lesen. Wir schicken einen Code dorthin.",
        ),
        filters=[strip],
        validators=[required(), limit(254)],
        render_kw={"type": "email", "autocomplete": "email"},
    )

    def validate_address(self, field: Field) -> None:
        found = mail_address(field.data)
        if found is None:
            raise ValidationError(
                _(
                    "contact-address-wrong",
                    default="Das sieht nicht wie eine E-Mail-Adresse aus, zum Beispiel name@anbieter.de.",
                )
            )
        field.data = found


class CodeForm(Form):
    """The code from the mail."""

    code = StringField(
        _("contact-code", default="Code aus der E-Mail"),
        description=_("contact-code-hint", default="Sechs Ziffern. Leerzeichen sind egal."),
        filters=[strip],
        validators=[required(), limit(20)],
        render_kw={"inputmode": "numeric", "autocomplete": "one-time-code"},
    )


def choice_form(types: dict[str, NotificationType], mail: bool) -> type[Form]:
    """Return a form with a tick box for each type and each channel it may go by; `mail`: offer mail."""
    fields: dict[str, Field] = {
        field_name(each.name, channel): BooleanField()
        for each in types.values()
        for channel in CHANNELS
        if channel in each.channels and (mail or channel != "mail")
    }
    if mail:
        fields["rhythm"] = RadioField(
            _("rhythm", default="Wie oft darf eine E-Mail kommen?"),
            [required()],
            choices=[
                SelectChoice(SOON, _("rhythm-soon", default="Bald, höchstens alle zwölf Stunden")),
                SelectChoice(DAILY, _("rhythm-daily", default="Einmal am Tag, um 18 Uhr")),
                SelectChoice(WEEKLY, _("rhythm-weekly", default="Einmal in der Woche, montags um 18 Uhr")),
                SelectChoice(NEVER, _("rhythm-never", default="Nie, ich sehe selbst nach")),
            ],
            default=SOON,
        )
    return type("ChoiceForm", (Form,), fields)


def field_name(type_: str, channel: str) -> str:
    """Return the name of the tick box for a type and a channel."""
    return f"{channel}__{type_.replace('.', '__')}"
