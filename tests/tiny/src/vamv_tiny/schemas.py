"""What the form of the letter box accepts."""

from typing import Any

from wtforms import TextAreaField

from vamv.api.forms import Form, limit, required, strip
from vamv_tiny import _


class SlipForm(Form):
    """A few lines. `longest`: characters at most."""

    text = TextAreaField(_("tiny-text", default="Ihr Zettel"), filters=[strip], validators=[required()])

    def __init__(self, request: Any, longest: int) -> None:
        super().__init__(request)
        self._within = limit(longest)

    def validate_text(self, field: Any) -> None:
        self._within(self, field)
