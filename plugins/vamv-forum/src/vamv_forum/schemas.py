"""What the forum's forms accept."""

from wtforms import (  # type: ignore[attr-defined] # the published types do not know SelectChoice yet
    BooleanField,
    HiddenField,
    RadioField,
    SelectChoice,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, Regexp, ValidationError

from vamv.api.forms import TEXT_LIMIT, Form, limit, required, strip
from vamv.api.orm import new_id
from vamv_forum import _
from vamv_forum.models import MEMBERS, PUBLIC

# First parts of addresses below the forum's that are no category.
RESERVED = frozenset({"d", "p", "manage", "search", "read"})


class PostForm(Form):
    """A post. `client_id` is drawn with the form, so that the same form sent twice is one post."""

    text = TextAreaField(
        _("field-text", default="Ihr Beitrag"),
        [required(_("field-text-empty", default="Hier steht noch nichts.")), limit(TEXT_LIMIT)],
        filters=[strip],
    )
    content_warning = StringField(
        _("field-warning", default="Inhaltshinweis"),
        [limit(120)],
        description=_(
            "field-warning-hint",
            default="Wenn Ihr Text andere sehr belasten kann, nennen Sie kurz das Thema, zum Beispiel "
            "„Gewalt“. Der Beitrag erscheint dann zugeklappt.",
        ),
        filters=[strip],
    )
    client_id = HiddenField(validators=[Length(max=40)], default=new_id)


class DiscussionForm(PostForm):
    """The opening post of a discussion, with its title."""

    title = StringField(
        _("field-title", default="Worum geht es?"),
        [required(), limit(120, 3)],
        description=_(
            "field-title-hint",
            default="Ein Satz genügt. Bitte keine Namen und keine Orte, an denen man jemanden erkennt.",
        ),
        filters=[strip, lambda text: " ".join(text.split()) if text else text],
    )


class CategoryForm(Form):
    """A category."""

    title = StringField(_("field-category-title", default="Name"), [required(), limit(80)], filters=[strip])
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
            "field-category-slug-hint", default="Der letzte Teil der Adresse, zum Beispiel „umgang“."
        ),
        filters=[strip],
    )
    description = StringField(
        _("field-category-description", default="Beschreibung"), [limit(300)], filters=[strip]
    )
    access = RadioField(
        _("field-category-access", default="Wer darf lesen?"),
        [required()],
        choices=[
            SelectChoice(PUBLIC, _("access-public", default="Alle, auch ohne Anmeldung")),
            SelectChoice(MEMBERS, _("access-members", default="Nur angemeldete Mitglieder")),
        ],
        default=PUBLIC,
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
