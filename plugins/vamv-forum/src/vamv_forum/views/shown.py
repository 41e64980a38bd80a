"""Posts ready for the template: names opened, words chosen."""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from vamv.api.security import open_name
from vamv.api.vault import SealBroken
from vamv.api.web import render_post, stored_html
from vamv_forum import policy
from vamv_forum.models import ALIAS_KIND
from vamv_forum.views.sights import Place, Sight
from vamv_forum.views.words import PostWords


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
    no professional, and it may be about the law. `thanks`: what its author is told of thanks for it.
    `moved`: how many posts from here on have moved to `moved_to`.
    """

    place: Place
    sight: Sight
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
    gone: bool
    hidden: bool
    folded: bool
    lay: bool
    signer: str
    thanks: str
    moved_to: str | None
    moved: int


class Shower:
    """Makes posts ready in one language. It knows nothing of who asks but what a `Sight` says."""

    def __init__(self, vault: Any, words: PostWords) -> None:
        self._vault = vault
        self._words = words
        self._names: dict[str, str] = {}

    def show(self, sight: Sight) -> ShownPost:
        """Return what the template needs to show a post."""
        row, words = sight.row, self._words
        name = self._name(row.author_id, row.author_sealed, row.masked, row.alias_id, row.alias_sealed)
        role_word = words.roles.get(row.role_mark)
        before, after = words.around_name(row.seq)
        # Like one that its author has removed: nobody can tell the two from each other.
        readable = policy.is_readable(row) and not sight.moved and not sight.apart
        classes = (("post-own", sight.own), ("post-staff", role_word), ("new", sight.new))
        return ShownPost(
            place=sight.place,
            sight=sight,
            id=row.id,
            seq=row.seq,
            css=" ".join(("post", *(name for name, applies in classes if applies))),
            name=name,
            before_name=before,
            after_name=after,
            initial=name[:1].upper(),
            tint=sum(map(ord, name)) % 4,
            role_word=role_word,
            html=_html(row) if readable else None,
            warning=row.content_warning,
            quote=self._quote(sight) if row.quoted_id or row.quoted_text else None,
            gone=not readable and not sight.moved,
            hidden=row.hidden_at is not None,
            folded=sight.muted or bool(row.content_warning),
            lay=sight.place.legal and not row.role_mark and row.signed_at is None,
            signer=self._name(row.signed_by_id, row.signer_sealed) if row.signed_at else "",
            thanks=words.thanks(row.thanks) if sight.own and row.thanks else "",
            moved_to=row.moved_to_id,
            moved=sight.moved,
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
            name = (
                open_alias(self._vault, key, alias_sealed) if masked else open_name(self._vault, key, sealed)
            )
            name = name or (self._words.somebody if masked else self._words.gone)
            self._names[key] = name
        return name

    def _quote(self, sight: Sight) -> Quote:
        row = sight.row
        if not row.quoted_id or not row.quoted_there or sight.quote_muted:
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
