"""Writing under another name in one discussion: offering it, and checking the name that was chosen."""

from typing import Any

from vamv.api.names import NAME_TAKEN, accept_name
from vamv.api.security import is_account_name
from vamv_forum import _
from vamv_forum.models import Discussion
from vamv_forum.queries.aliases import alias_name, alias_of, has_written
from vamv_forum.schemas import PostForm
from vamv_forum.services import aliases

# As often as somebody may try names for an account: the answer tells no more than that page does.
TRIES = "40/hour"
TOO_OFTEN = _(
    "alias-wait", default="Das waren viele Namen. Bitte versuchen Sie es in einer Stunde noch einmal."
)
TOO_LATE = _(
    "alias-late",
    default="In dieser Diskussion schreiben Sie unter Ihrem Namen. Dabei bleibt es, sonst wäre leicht zu "
    "sehen, wer hinter dem anderen steht.",
)


def name_here(request: Any, discussion: Discussion | None) -> str:
    """Return the name this person has chosen for a discussion; empty for none."""
    if discussion is None or request.identity is None or request.identity.is_staff:
        return ""
    alias = alias_of(request.dbsession, discussion.id, request.identity.person_id)
    return alias_name(request.vault, alias) if alias is not None else ""


def offer(form: PostForm, discussion: Discussion | None) -> str:
    """Return the name this person has here already; take the field from the form where there is no choice.

    `discussion`: None for a new one. A name that was sent stays, so that `accept` can say why it will not do:
    to write under the own name instead would be the worst answer.
    """
    known = name_here(form.request, discussion)
    if known or (not form.alias_name.data and _is_too_late(form.request, discussion)):
        del form.alias_name
    return known


def accept(form: PostForm, discussion: Discussion | None) -> str | None:
    """Return the tidy name that was chosen, empty for one's own; None when the form says no."""
    request = form.request
    if "alias_name" not in form or not form.alias_name.data:
        return ""
    if _is_too_late(request, discussion):
        form.refuse("alias_name", TOO_LATE)
        return None
    name = accept_name(form, field="alias_name")
    if name is None:
        return None
    if not request.throttle.hit(TRIES, "forum.alias", request.identity.person_id):
        form.refuse("alias_name", TOO_OFTEN)
        return None
    here = discussion is not None and aliases.is_taken(request.dbsession, request.vault, discussion.id, name)
    if here or is_account_name(request.dbsession, request.vault, name):
        form.refuse("alias_name", NAME_TAKEN)
        return None
    return name


def _is_too_late(request: Any, discussion: Discussion | None) -> bool:
    if request.identity.is_staff:
        return True
    person_id = request.identity.person_id
    return discussion is not None and has_written(request.dbsession, discussion.id, person_id)
