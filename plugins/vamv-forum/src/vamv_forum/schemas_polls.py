"""What the form of a poll accepts."""

from wtforms import (  # type: ignore[attr-defined] # the published types do not know SelectChoice yet
    BooleanField,
    RadioField,
    SelectChoice,
    StringField,
)

from vamv.api.forms import Form, limit, required, strip
from vamv_forum import _

MOST_OPTIONS = 8
FEWEST_OPTIONS = 2


def _one_line(text: str | None) -> str | None:
    return " ".join(text.split()) if text else text


def _option(number: int) -> StringField:
    must = [required()] if number <= FEWEST_OPTIONS else []
    label = _("field-option", default="Antwort ${number}", mapping={"number": number})
    return StringField(label, [*must, limit(120)], filters=[strip, _one_line])


class _Question(Form):
    question = StringField(
        _("field-question", default="Ihre Frage"), [required(), limit(200, 3)], filters=[strip, _one_line]
    )


class _Rest(Form):
    multiple = BooleanField(_("field-multiple", default="Mehrere Antworten sind möglich"))
    days = RadioField(
        _("field-days", default="Wie lange kann man abstimmen?"),
        [required()],
        choices=[
            SelectChoice(3, _("days-3", default="3 Tage")),
            SelectChoice(7, _("days-7", default="Eine Woche")),
            SelectChoice(14, _("days-14", default="Zwei Wochen")),
            SelectChoice(30, _("days-30", default="30 Tage")),
        ],
        default=7,
        coerce=int,
    )


_OPTIONS = type("_Options", (Form,), {f"option_{n}": _option(n) for n in range(1, MOST_OPTIONS + 1)})


class PollForm(_Rest, _OPTIONS, _Question):  # type: ignore[misc, valid-type] # the fields are made in a loop
    """A question with two to eight answers. Empty fields count as not there."""

    def options(self) -> list[str]:
        """Return the answers that were filled in, in their order."""
        fields = (self[f"option_{number}"] for number in range(1, MOST_OPTIONS + 1))
        return [field.data for field in fields if field.data]

    def validate(self, extra_validators: object = None) -> bool:
        """Refuse the same answer twice."""
        if not super().validate(extra_validators):
            return False
        folded = [each.casefold() for each in self.options()]
        if len(set(folded)) == len(folded):
            return True
        self.refuse("option_2", _("field-option-twice", default="Zwei Antworten lauten gleich."))
        return False
