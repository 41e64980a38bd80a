"""What the form of the letter box accepts."""

from typing import Any

from wtforms import TextAreaField

from vamv.api.forms import Form, limit, required, strip
from vamv_tiny import _


class SlipForm(Form):
    """A few lines. `longest`: characters at most."""

    text = TextAreaField(_("tiny-text", default="Ihr Zettel"), filters=[strip])

    def __init__(self, request: Any, longest: int) -> None:
        super().__init__(request)
        self.text.validators = [required(), limit(longest)]
