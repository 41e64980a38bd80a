"""What the forms with which moderation shapes discussions accept."""

import re
from collections.abc import Collection

from wtforms import BooleanField, HiddenField, SelectField, StringField
from wtforms.validators import Length

from vamv.api.forms import Form, limit, required, strip
from vamv.api.orm import new_id
from vamv_forum import _
from vamv_forum.schemas_categories import one_line

_LONGEST = 4000
_RANGE = re.compile(r"\A([0-9]{1,9})(?:-([0-9]{1,9}))?\Z")

AGREED = _("field-agreed", default="Ja, das dürfen mehr Menschen lesen, als bisher hier lesen konnten.")


class LockForm(Form):
    """Why nobody can answer any more."""

    note = StringField(
        _("field-lock-note", default="Grund"),
        [limit(200)],
        description=_("field-lock-note-hint", default="Ein Satz, den alle lesen, die hier lesen."),
        filters=[strip, one_line],
    )


class SplitForm(Form):
    """A discussion of their own for posts that were chosen."""

    title = StringField(
        _("field-split-title", default="Titel der neuen Diskussion"),
        [required(), limit(120, 3)],
        filters=[strip, one_line],
    )
    category = SelectField(_("field-split-category", default="Bereich"), [required()], validate_choice=False)
    agreed = BooleanField(AGREED)
    client_id = HiddenField(validators=[Length(max=40)], default=new_id)


def read_numbers(text: str | None, most: int) -> set[int]:
    """Return the numbers in words such as `3-17,20`, at most `most` of them; nothing for what is spoilt."""
    found: set[int] = set()
    for part in (text or "")[:_LONGEST].split(","):
        match = _RANGE.match(part)
        if match is None:
            continue
        first, last = int(match[1]), int(match[2] or match[1])
        found.update(range(first, min(last, first + most) + 1))
        if len(found) > most:
            return set(sorted(found)[:most])
    return found


def write_numbers(numbers: Collection[int]) -> str:
    """Return numbers as `read_numbers` reads them."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
