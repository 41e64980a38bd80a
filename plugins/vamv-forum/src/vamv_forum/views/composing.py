"""What the three forms for writing have in common: preview, double sending, what the page shows."""

from datetime import datetime
from typing import Any

from markupsafe import Markup
from pyramid.httpexceptions import HTTPSeeOther

from vamv.api.drafts import discard_draft, save_draft
from vamv.api.events import announce
from vamv.api.moderation import screen
from vamv.api.names import suggest_pseudonym
from vamv.api.orm import new_id
from vamv.api.plugin import Screening
from vamv.api.web import day_and_time, render_post
from vamv_forum import _, policy
from vamv_forum.events import PostWritten
from vamv_forum.hold_policy import Limits
from vamv_forum.models import Category, Discussion, HeldPost, Post
from vamv_forum.schemas import PostForm
from vamv_forum.search.similar import similar
from vamv_forum.services import holding, writing
from vamv_forum.views import aliasing, hinting
from vamv_forum.views.common import address_of, role_word, rules_of, title_of

PAGE = "vamv_forum:templates/write.pt"
OFTEN = "20/minute"
SIMILAR = 5
WAITS = _(
    "waits",
    default="Ihr Beitrag ist gespeichert. Jemand aus der Moderation liest ihn zuerst, meist am selben Tag.",
)
EDIT_WAITS = _(
    "edit-waits",
    default="Diese Änderung müsste die Moderation zuerst lesen, und das geht nur bei neuen Beiträgen. Bitte "
    "schreiben Sie sie als neue Antwort, oder entfernen Sie diesen Beitrag.",
)
CLOSED = _("closed", default="Hier kann niemand mehr schreiben. Ihr Text wurde nicht gespeichert.")
GONE = _("gone", default="Dieser Beitrag ist nicht mehr da. Ihre Änderung wurde nicht gespeichert.")


def reply_key(discussion: Discussion) -> str:
    """Return the name of the draft of an answer."""
    return f"forum.reply:{discussion.id}"


def new_key(category: Category) -> str:
    """Return the name of the draft of a new discussion."""
    return f"forum.new:{category.id}"


def to_be_stored(
    form: PostForm, discussion: Discussion | None = None, before: str = ""
) -> writing.NewText | None:
    """Return the text to be stored; None when the page has to be shown: with errors, a preview or hints.

    `discussion`: None for a new one. `before`: what stood there, for a change.
    """
    if not form.validate():
        return None
    alias = aliasing.accept(form, discussion)
    if alias is None:
        return None
    form.hints = hinting.hints_for(form, before)
    if hinting.must_ask(form, form.hints) or "preview" in form.request.POST:
        return None
    return writing.NewText(
        text=form.text.data or "",
        content_warning=form.content_warning.data or "",
        client_id=form.client_id.data or new_id(),
        alias=alias,
        legal="legal" in form and form["legal"].data,
        follow=bool(form.follow.data),
    )


def stored(request: Any, discussion: Discussion, post: Post, first_time: bool, key: str) -> HTTPSeeOther:
    """Tell the house of a new post, forget its draft, and lead to it; a form sent twice only leads there."""
    if first_time:
        happened = PostWritten(discussion, post, request.now)
        announce(request.registry, request.dbsession, happened)
        discard_draft(request, key)
        request.flash(_("post-done", default="Ihr Beitrag ist jetzt zu lesen."))
    return HTTPSeeOther(address_of(request, discussion.id, post.seq))


def must_wait(
    request: Any, category: Category, discussion: Discussion | None, new: writing.NewText, title: str = ""
) -> HeldPost | None:
    """Keep the text for the moderation if somebody has to read it first. Raises Closed, TooManyToday."""
    return holding.hold(
        request.dbsession,
        request.vault,
        category,
        discussion,
        new,
        actor=request.identity,
        title=title,
        limits=Limits.of(request.registry.settings),
        screening=screening(request, f"{title}\n{new.text}"),
        now=request.now,
    )


def screening(request: Any, text: str) -> Screening:
    """Return what the screeners say of a text."""
    return screen(
        request.hooks,
        text=text,
        kind="forum.post",
        author_id=request.identity.person_id,
        words=request.registry.settings["vamv.held_words"],
    )


def change_must_wait(form: PostForm, category: Category) -> bool:
    """Tell whether a change of a post would pass by the moderation, and say so in the form."""
    request = form.request
    text = f"{form['title'].data if 'title' in form else ''}\n{form.text.data}"
    reason = holding.edit_reason(
        request.dbsession,
        category,
        text,
        actor=request.identity,
        limits=Limits.of(request.registry.settings),
        screening=screening(request, text),
    )
    if reason is not None:
        form.refuse("text", EDIT_WAITS)
    return reason is not None


def waits(request: Any, held: HeldPost, key: str) -> HTTPSeeOther:
    """Say that a text waits, forget its draft, and lead to where its author can see it."""
    discard_draft(request, key)
    request.flash(WAITS)
    return HTTPSeeOther(request.route_path("forum.held", held=held.id))


def too_many(form: PostForm, key: str, at: datetime) -> None:
    """Say when the person can go on, and keep what they have written."""
    request = form.request
    when = day_and_time(at, request.now, request.locale_name)
    words = _(
        "too-many",
        default="Für heute haben Sie viel geschrieben. Weiter geht es ${when}. Ihr Text ist als Entwurf "
        "gespeichert.",
        mapping={"when": when},
    )
    form.refuse("text", words)
    save_draft(request, key, {field.name: field.data for field in form if isinstance(field.data, str)})


def refused(request: Any, why: Any, where: str) -> HTTPSeeOther:
    """Say why nothing was stored."""
    request.flash(why, "warn")
    return HTTPSeeOther(where)


def page(
    mode: str,
    form: PostForm,
    category: Category,
    cancel: str,
    key: str,
    discussion: Discussion | None = None,
    alias: str = "",
) -> dict[str, Any]:
    """Return what the page of a form shows. `mode`: new, reply or edit; `alias`: somebody's name here."""
    request = form.request
    preview: Markup | None = None
    if "preview" in request.POST and not form.errors:
        preview = render_post(form.text.data or "")
    checked = form.hints is not None
    chosen = (form.alias_name.data or "") if "alias_name" in form else ""
    role = policy.role_mark(request.identity.roles)
    return {
        "mode": mode,
        "form": form,
        "category": category,
        "rules": rules_of(category),
        "title": title_of(request, discussion) if discussion is not None else None,
        "cancel": cancel,
        "draft_key": key,
        "preview": preview,
        "hints": form.hints or None,
        "similar": alike(request, form["title"].data or "") if checked and mode == "new" else [],
        "alias": alias,
        "suggestion": suggest_pseudonym() if "alias_name" in form else "",
        "name": alias or chosen or request.identity.display_name,
        "role_word": role_word(request, role),
        "lay": discussion is not None
        and policy.is_legal(category, discussion)
        and role not in policy.PROFESSIONALS,
    }


def alike(request: Any, title: str) -> list[Discussion]:
    """Return discussions that this person may read and that are about the same, as far as a title tells."""
    return similar(request.dbsession, request.identity, title, SIMILAR)
