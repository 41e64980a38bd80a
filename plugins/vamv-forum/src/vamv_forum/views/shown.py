"""Posts as one person sees them: everything the template needs, ready to be put in its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from vamv.api.security import open_name
from vamv.api.vault import SealBroken
from vamv.api.web import render_post, stored_html
from vamv_forum import policy
from vamv_forum.models import ALIAS_KIND
from vamv_forum.views.words import PostWords, post_words


@dataclass(frozen=True, slots=True)
class Quote:
    """What a post answers. `text` is empty for the whole post, `name` when it is no longer there."""

    post_id: str
    name: str
    text: str
    warning: str


@dataclass(frozen=True, slots=True)
class ShownPost:
    """A post. `html` is None where there is nothing to read (any more); `css` are the classes of its frame.

    `before_name`, `after_name`: for screen readers. `gone`: only its place is left. `lay`: by somebody who is
    no professional, and it may be about the law. `thank`: this person may say thanks for it; `thanks`: what
    its author is told of that. `moved`: how many posts from here on have moved to `moved_to`.
    """

    id: str
    seq: int
    css: str
    name: str
    before_name: str
    after_name: str
    initial: str
    tint: int
    role_word: str | None
    html: Markup | None
    warning: str
    quote: Quote | None
    at: Any
    edited_at: Any
    history: bool
    first_new: bool
    new: bool
    own: bool
    edit: bool
    undo: bool
    gone: bool
    hidden: bool
    folded: bool
    muted: bool
    lay: bool
    signer: str
    signed_at: Any
    thanks: str
    thank: bool
    thanked: bool
    moved_to: str | None
    moved: int


class Shower:
    """Makes posts of one discussion ready for one person."""

    def __init__(self, context: Any, request: Any) -> None:
        self._request = request
        self._words: PostWords = post_words(request.localizer)
        self._names: dict[str, str] = {}
        self._actor = request.identity
        self._seen = context.seen if policy.is_member(self._actor) else 0
        self._legal = context.discussion.legal or context.category.legal
        self._moderates = bool(request.has_permission("forum.post.moderate"))
        self._may_write = bool(request.has_permission("forum.post.write"))
        self._may_thank = bool(request.has_permission("forum.post.thank"))
        self._minutes = request.registry.settings["forum.undo_minutes"]

    def posts(self, rows: Iterable[Any]) -> list[ShownPost]:
        """Return the posts of a page (`queries.pages.page_of`); a run of moved ones is one line."""
        return [self._post(row, moved) for row, moved in _runs(rows)]

    def _post(self, row: Any, moved: int) -> ShownPost:
        request, words = self._request, self._words
        own = policy.is_author(row, self._actor)
        name = self._name(row.author_id, row.author_sealed, row.masked, row.alias_id, row.alias_sealed)
        new = 0 < self._seen < row.seq
        role_word = words.roles.get(row.role_mark)
        before, after = words.around_name(row.seq)
        muted = not own and self._mutes(row.author_id, row.masked, row.alias_id)
        readable = policy.is_readable(row) and not moved
        css = "post"
        if own:
            css += " post-own"
        if role_word:
            css += " post-staff"
        if new:
            css += " new"
        return ShownPost(
            id=row.id,
            seq=row.seq,
            css=css,
            name=name,
            before_name=before,
            after_name=after,
            initial=name[:1].upper(),
            tint=sum(map(ord, name)) % 4,
            role_word=role_word,
            html=_html(row) if readable else None,
            warning=row.content_warning,
            quote=self._quote(row) if row.quoted_id or row.quoted_text else None,
            at=row.created_at,
            edited_at=row.edited_at,
            history=policy.may_see_versions(row, self._actor, self._moderates),
            first_new=new and row.seq == self._seen + 1,
            new=new,
            own=own,
            edit=own and self._may_write,
            undo=own and not row.hidden_at and policy.may_undo_removal(row, request.now, self._minutes),
            gone=not readable and not moved,
            hidden=row.hidden_at is not None,
            folded=muted or bool(row.content_warning),
            muted=muted,
            lay=self._legal and not row.role_mark and row.signed_at is None,
            signer=self._name(row.signed_by_id, row.signer_sealed) if row.signed_at else "",
            signed_at=row.signed_at,
            thanks=words.thanks(row.thanks) if own and row.thanks else "",
            thank=self._may_thank and not own and not row.thanked,
            thanked=self._may_thank and row.thanked,
            moved_to=row.moved_to_id,
            moved=moved,
        )

    def _name(
        self,
        person_id: str | None,
        sealed: bytes | None,
        masked: bool = False,
        alias_id: str | None = None,
        alias_sealed: bytes | None = None,
    ) -> str:
        key = alias_id if masked else person_id
        if key is None:
            return self._words.somebody if masked else self._words.gone
        name = self._names.get(key)
        if name is None:
            vault = self._request.vault
            name = open_alias(vault, key, alias_sealed) if masked else open_name(vault, key, sealed)
            name = name or (self._words.somebody if masked else self._words.gone)
            self._names[key] = name
        return name

    def _mutes(self, author_id: str | None, masked: bool, alias_id: str | None) -> bool:
        return bool(self._request.muted.hides(author_id, (alias_id or "?") if masked else None))

    def _quote(self, row: Any) -> Quote:
        hides = self._mutes(row.quoted_author_id, row.quoted_masked, row.quoted_alias_id)
        if not row.quoted_id or not row.quoted_there or hides:
            return Quote("", "", "", "")
        name = self._name(
            row.quoted_author_id,
            row.quoted_author_sealed,
            row.quoted_masked,
            row.quoted_alias_id,
            row.quoted_alias_sealed,
        )
        return Quote(row.quoted_id, name, row.quoted_text, row.quoted_warning)


def open_alias(vault: Any, alias_id: str, sealed: bytes | None) -> str:
    """Return the pseudonym of a row with its id; empty when it is gone or damaged."""
    try:
        return str(vault.open_text(ALIAS_KIND, alias_id, sealed)) if sealed else ""
    except SealBroken:
        return ""


def _html(row: Any) -> Markup:
    # `source` is there only where an older renderer has made the stored text.
    return stored_html(row.html) if row.source is None else render_post(row.source)


def _runs(rows: Iterable[Any]) -> Iterable[tuple[Any, int]]:
    """Return each post with 0, and the first of a run that has moved to one place with the run's length."""
    runs: list[tuple[Any, int]] = []
    for row in rows:
        gone_to = row.moved_to_id
        if gone_to and runs and runs[-1][1] and runs[-1][0].moved_to_id == gone_to:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((row, 1 if gone_to else 0))
    return runs
