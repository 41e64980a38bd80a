"""What the forum's forms accept."""

from typing import Any

from wtforms import (  # type: ignore[attr-defined] # the published types do not know SelectChoice yet
    BooleanField,
    HiddenField,
    RadioField,
    SelectChoice,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, ValidationError

from vamv.api.forms import TEXT_LIMIT, Form, limit, required, strip
from vamv.api.moderation import REASONS
from vamv.api.orm import new_id
from vamv_forum import _
from vamv_forum.models import Post
from vamv_forum.services import quoting

# First parts of addresses below the forum's that are no category.
RESERVED = frozenset(
    {
        "d",
        "p",
        "followed",
        "held",
        "kept",
        "manage",
        "messages",
        "mine",
        "read",
        "region",
        "search",
        "waiting",
    }
)


class TitleForm(Form):
    """The title of a discussion: the field before those of its opening post, as on the page."""

    title = StringField(
        _("field-title", default="Worum geht es?"),
        [required(), limit(120, 3)],
        description=_(
            "field-title-hint",
            default="Ein Satz genügt. Bitte keine Namen und keine Orte, an denen man jemanden erkennt.",
        ),
        filters=[strip, lambda text: " ".join(text.split()) if text else text],
    )


class PostForm(Form):
    """A post. `client_id` is drawn with the form, so that the same form sent twice is one post."""

    # What the writer is told before it goes out (`views.hinting`).
    hints: Any = None

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
    alias_name = StringField(
        _("field-alias", default="Name in dieser Diskussion"),
        [limit(200)],
        filters=[strip],
        render_kw={"autocomplete": "off", "autocapitalize": "words", "spellcheck": "false"},
    )
    follow = BooleanField(_("field-follow", default="Bei Antworten Bescheid geben"), default=True)
    client_id = HiddenField(validators=[Length(max=40)], default=new_id)
    # What somebody has been told about this very text: sent again unchanged, it is meant.
    hints_seen = HiddenField(validators=[Length(max=64)])


class QuotingForm(PostForm):
    """An answer that quotes a passage of `quoted`; without a passage it answers the whole post."""

    passage = TextAreaField(
        _("field-passage", default="Zitierte Stelle"),
        [limit(quoting.MOST)],
        description=_(
            "field-passage-hint",
            default="Lassen Sie nur stehen, worauf Sie antworten. Leer heißt: auf den ganzen Beitrag.",
        ),
        filters=[strip],
    )

    def __init__(self, request: Any, quoted: Post, **values: Any) -> None:
        super().__init__(request, **values)
        self.quoted = quoted

    def validate_passage(self, field: TextAreaField) -> None:
        """Refuse words that the post does not say: nobody is quoted with what they have not written."""
        if field.data and quoting.passage(self.quoted, field.data) is None:
            words = _("field-passage-wrong", default="Diese Worte stehen so nicht in dem Beitrag.")
            raise ValidationError(self.request.localizer.translate(words))


class DiscussionForm(TitleForm, PostForm):
    """The opening post of a discussion, with its title."""

    legal = BooleanField(
        _("field-legal", default="Es geht um eine Rechtsfrage"),
        description=_(
            "field-legal-hint",
            default="Dann steht neben Antworten, ob sie Erfahrung sind oder von Fachleuten kommen.",
        ),
    )


class RefuseForm(Form):
    """Why a text that waits is not shown."""

    reason = RadioField(
        _("field-refuse-reason", default="Grund"),
        [required(_("field-refuse-reason-missing", default="Bitte nennen Sie den Grund."))],
        choices=[SelectChoice(code, words) for code, words in REASONS.items()],
    )
    words = TextAreaField(
        _("field-refuse-words", default="Begründung in Ihren Worten"),
        [required(), limit(2_000)],
        description=_(
            "field-refuse-words-hint",
            default="Die Person liest sie. Gut ist, was sie ändern kann, damit der Text erscheinen darf.",
        ),
        filters=[strip],
    )
