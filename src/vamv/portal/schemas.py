"""What the editor of the portal's pages accepts."""

from wtforms import HiddenField, StringField, TextAreaField

from vamv.i18n.strings import _
from vamv.web.forms import Form, limit, required, strip

# A privacy notice is long: about fifteen printed pages.
PAGE_LIMIT = 40_000


class PageForm(Form):
    """A page of the portal."""

    title = StringField(
        _("page-form-title", default="Überschrift"), filters=[strip], validators=[required(), limit(120)]
    )
    source = TextAreaField(
        _("page-form-source", default="Text"),
        description=_(
            "page-form-source-hint",
            default="Zwischenüberschriften beginnen mit ##, Aufzählungen mit einem Strich. **Fett**, "
            "*kursiv*, [Verweis](https://…).",
        ),
        filters=[strip],
        validators=[required(), limit(PAGE_LIMIT)],
    )
    based_on = HiddenField()
