"""Forms: WTForms with the request's language, token and limits."""

from typing import Any

import wtforms
from pyramid.csrf import get_csrf_token
from pyramid.i18n import get_localizer
from translationstring import TranslationString
from webob.multidict import MultiDict
from wtforms import validators

from vamv.i18n.strings import _

# A text of this many characters is about four printed pages.
TEXT_LIMIT = 10_000


class _Translations:
    """WTForms' own sentences come from its catalogue, ours from the portal's."""

    def __init__(self, request: Any) -> None:
        self._localizer = get_localizer(request)

    def gettext(self, string: Any) -> str:
        if isinstance(string, TranslationString):
            return str(self._localizer.translate(string))
        return str(self._localizer.translate(string, domain="wtforms"))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return str(self._localizer.pluralize(singular, plural, n, domain="wtforms"))


class Form(wtforms.Form):
    """A form of the portal.

    Made with the request; `validate()` is true only for a POST with valid data, and sets the status of the
    answer to 422 otherwise. `posted`: the fields, where they come over a socket. Labels and descriptions are
    translated when they are shown.
    """

    class Meta(wtforms.Form.Meta):
        def get_translations(self, form: Any) -> Any:
            return _Translations(form.request)

    def __init__(self, request: Any, obj: Any = None, *, posted: Any = None, **data: Any) -> None:
        self.request = request
        if request.method == "POST":
            fields = request.POST if posted is None else MultiDict(posted)
        else:
            fields = None
        super().__init__(fields, obj=obj, **data)
        localizer = get_localizer(request)
        for field in self:
            field.label.text = localizer.translate(field.label.text)
            field.description = localizer.translate(field.description)

    def validate(self, extra_validators: Any = None) -> bool:
        if self.request.method != "POST":
            return False
        if super().validate(extra_validators):
            return True
        self.request.response.status_int = 422
        return False

    def refuse(self, field: str, message: Any) -> None:
        """Add an error that only the domain could find, and answer with 422."""
        target = self[field]
        target.errors = [*target.errors, get_localizer(self.request).translate(message)]
        self.request.response.status_int = 422

    @property
    def csrf_token(self) -> str:
        return get_csrf_token(self.request)


def strip(value: str | None) -> str | None:
    """Filter: cut blanks at both ends, unify line ends, drop control and direction characters."""
    if value is None:
        return None
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in value if each in "\n\t" or not _unwanted(each)).strip()


def _unwanted(character: str) -> bool:
    code = ord(character)
    # Bidi overrides and isolates can make a text read differently from what is stored.
    return code < 0x20 or 0x7F <= code < 0xA0 or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069


def required(message: Any = None) -> validators.DataRequired:
    """The field must hold something other than blanks."""
    return validators.DataRequired(message or _("form-required", default="Bitte füllen Sie dieses Feld aus."))


def limit(maximum: int, minimum: int = -1) -> validators.Length:
    """The text must have between `minimum` and `maximum` characters."""
    if minimum > 0:
        message = _(
            "form-length-between",
            default="Bitte schreiben Sie zwischen ${min} und ${max} Zeichen.",
            mapping={"min": minimum, "max": maximum},
        )
    else:
        message = _(
            "form-length-most",
            default="Das ist zu lang: höchstens ${max} Zeichen. Ihr Text steht noch im Feld.",
            mapping={"max": maximum},
        )
    return validators.Length(min=minimum, max=maximum, message=message)
