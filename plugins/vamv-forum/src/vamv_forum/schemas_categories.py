"""What the forms for the forum's categories accept."""

from wtforms import (  # type: ignore[attr-defined] # the published types do not know SelectChoice yet
    BooleanField,
    RadioField,
    SelectChoice,
    StringField,
    TextAreaField,
)
from wtforms.validators import Regexp, ValidationError

from vamv.api.forms import Form, limit, required, strip
from vamv_forum import _
from vamv_forum.models import GROUP, MEMBERS, PUBLIC
from vamv_forum.schemas import RESERVED


def one_line(text: str | None) -> str | None:
    """Filter: one blank between words, and no more."""
    return " ".join(text.split()) if text else text


class CategoryForm(Form):
    """A category."""

    title = StringField(
        _("field-category-title", default="Name"), [required(), limit(80)], filters=[strip, one_line]
    )
    slug = StringField(
        _("field-category-slug", default="Adresse"),
        [
            required(),
            limit(60),
            Regexp(
                r"\A[a-z0-9]+(?:-[a-z0-9]+)*\Z",
                message=_(
                    "field-category-slug-wrong",
                    default="Bitte nur kleine Buchstaben von a bis z, Ziffern und Bindestriche.",
                ),
            ),
        ],
        description=_(
            "field-category-slug-hint",
            default="Der letzte Teil der Adresse, zum Beispiel „umgang“. Wird sie geändert, führt die alte "
            "nicht mehr hierher; Links auf Diskussionen und Beiträge gelten weiter.",
        ),
        filters=[strip],
    )
    description = StringField(
        _("field-category-description", default="Beschreibung"), [limit(300)], filters=[strip, one_line]
    )
    access = RadioField(
        _("field-category-access", default="Wer darf lesen?"),
        [required()],
        choices=[
            SelectChoice(PUBLIC, _("access-public", default="Alle, auch ohne Anmeldung")),
            SelectChoice(MEMBERS, _("access-members", default="Nur angemeldete Mitglieder")),
            SelectChoice(GROUP, _("access-group", default="Nur eine Gruppe, die Sie selbst zusammenstellen")),
        ],
        default=PUBLIC,
        description=_(
            "field-category-access-hint",
            default="Was schon geschrieben ist, gilt mit: Öffnen Sie einen Bereich weiter, lesen auch alte "
            "Beiträge mehr Menschen, als die Schreibenden dachten.",
        ),
    )
    region = StringField(
        _("field-category-region", default="Region"),
        [limit(60)],
        description=_(
            "field-category-region-hint",
            default="Leer lassen, wenn der Bereich für alle Orte da ist. Bereiche derselben Region stehen im "
            "Forum zusammen; bitte immer gleich schreiben.",
        ),
        filters=[strip, one_line],
    )
    rules = TextAreaField(
        _("field-category-rules", default="Was hier außerdem gilt"),
        [limit(4000)],
        description=_(
            "field-category-rules-hint",
            default="Steht im Bereich und, zugeklappt, beim Schreiben. **Fett**, Listen mit - und Links "
            "gehen.",
        ),
        filters=[strip],
    )
    premoderated = BooleanField(
        _("field-category-premoderated", default="Die Moderation liest jeden Beitrag vorab"),
        description=_(
            "field-category-premoderated-hint",
            default="Beiträge erscheinen erst, wenn die Moderation sie freigegeben hat.",
        ),
    )
    legal = BooleanField(
        _("field-category-legal", default="Hier geht es um Recht"),
        description=_(
            "field-category-legal-hint",
            default="Antworten von Mitgliedern tragen den Hinweis, dass sie Erfahrungen sind und keine "
            "Rechtsberatung.",
        ),
    )
    archived = BooleanField(
        _("field-category-archived", default="Nur noch zum Lesen"),
        description=_(
            "field-category-archived-hint", default="Alles bleibt stehen, aber niemand kann mehr schreiben."
        ),
    )

    def validate_slug(self, field: StringField) -> None:
        """Refuse an address that is taken by one of the forum's own pages."""
        if field.data in RESERVED:
            raise ValidationError(
                self.request.localizer.translate(
                    _("field-category-slug-reserved", default="Diese Adresse braucht das Forum selbst.")
                )
            )


class MemberForm(Form):
    """Somebody who is to belong to a group."""

    name = StringField(
        _("field-member-name", default="Name im Portal"),
        [required(), limit(80)],
        description=_(
            "field-member-name-hint", default="Genau der Name, unter dem die Person im Portal gezeigt wird."
        ),
        filters=[strip, one_line],
    )
