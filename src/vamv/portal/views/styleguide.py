"""Every component in every state, for those who build pages. Only in development."""

from typing import Any

from pyramid.security import NO_PERMISSION_REQUIRED
from wtforms import BooleanField, PasswordField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from vamv.web.forms import Form, limit, required


class DemoForm(Form):
    """One field of each kind; some are wrong."""

    name = StringField("Name", description="So sehen andere Sie.", validators=[required(), limit(40)])
    password = PasswordField("Passwort", validators=[required()])
    place = SelectField("Bereich", choices=[SelectChoice("1", "Alltag"), SelectChoice("2", "Recht und Geld")])
    text = TextAreaField("Ihr Beitrag", validators=[required(), limit(20)])
    readers = RadioField(
        "Wer darf das lesen?",
        choices=[SelectChoice("members", "Alle mit Konto"), SelectChoice("everyone", "Alle")],
        default="members",
        validators=[required()],
    )
    quiet = BooleanField("Keine Nachricht an mich", description="Sie finden Antworten dann nur hier.")


def styleguide(request: Any) -> dict[str, Any]:
    """Show the components; the form has been filled in wrong."""
    form = DemoForm(request, data={"text": "Ein Text, der länger ist, als er sein darf.", "place": "1"})
    form.name.errors = ["Bitte füllen Sie dieses Feld aus."]
    form.text.errors = ["Das ist zu lang: höchstens 20 Zeichen. Ihr Text steht noch im Feld."]
    return {"form": form}


def includeme(config: Any) -> None:
    config.add_route("portal.styleguide", "/styleguide")
    config.add_view(
        styleguide,
        route_name="portal.styleguide",
        request_method="GET",
        renderer="vamv:templates/styleguide.pt",
        permission=NO_PERMISSION_REQUIRED,
    )
