"""Who sees what of the posts of a page: asked of each post for each reader, so it is kept short."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from markupsafe import Markup

from vamv.api.moderation import Muted
from vamv.api.web import ago, date
from vamv_forum import policy
from vamv_forum.queries.apart import parts


class Place(NamedTuple):
    """Where posts are shown: the language, and what addresses begin with: of this discussion, all, and posts.

    `answers`: an answer can be written. `legal`: it may be about the law.
    """

    locale: str
    here: str
    talks: str
    posts: str
    answers: bool
    legal: bool


class Sight(NamedTuple):
    """A post as somebody sees it. Nothing else is shown of it: two that are equal look the same.

    `row`: of `queries.pages.page_of`. `moved`: how many posts from here on have moved to another discussion.
    `thank`: this person may say thanks for it. `apart`: its author must not be there for this person.
    """

    place: Place
    row: Any
    moved: int
    at: Markup
    edited_at: Markup | None
    signed_at: Markup | None
    own: bool
    new: bool
    first_new: bool
    muted: bool
    quote_muted: bool
    apart: bool
    history: bool
    edit: bool
    undo: bool
    thank: bool
    thanked: bool


class Reader:
    """One person who reads one discussion."""

    def __init__(self, context: Any, request: Any, *, here: str, answers: bool) -> None:
        self._request = request
        self._actor = request.identity
        self._muted: Muted = request.muted
        self._mutes_some = bool(self._muted.people or self._muted.aliases or self._muted.keeps_apart)
        self._seen = context.seen if policy.is_member(self._actor) else 0
        self._moderates = bool(request.has_permission("forum.post.moderate"))
        self._may_write = bool(request.has_permission("forum.post.write"))
        self._may_thank = bool(request.has_permission("forum.post.thank"))
        self._minutes = request.registry.settings["forum.undo_minutes"]
        self._place = Place(
            request.locale_name,
            here,
            here.removesuffix(context.discussion.id),
            request.route_path("forum.post", post=""),
            answers,
            policy.is_legal(context.category, context.discussion),
        )

    def sees(self, rows: Iterable[Any]) -> list[Sight]:
        """Return what this person sees of a page; a run of posts that have moved is one line."""
        return [self._sight(row, moved) for row, moved in _runs(rows)]

    def _sight(self, row: Any, moved: int) -> Sight:
        request = self._request
        own = policy.is_author(row, self._actor)
        new = 0 < self._seen < row.seq
        muted = quote_muted = apart = False
        if self._mutes_some:  # most people have muted nobody
            muted = not own and self._mutes(row.author_id, row.masked, row.alias_id)
            quote_muted = self._mutes(row.quoted_author_id, row.quoted_masked, row.quoted_alias_id)
            apart = parts(self._muted, row)
        return Sight(
            place=self._place,
            row=row,
            moved=moved,
            at=ago(request, row.created_at),
            edited_at=ago(request, row.edited_at) if row.edited_at else None,
            signed_at=date(request, row.signed_at) if row.signed_at else None,
            own=own,
            new=new,
            first_new=new and row.seq == self._seen + 1,
            muted=muted,
            quote_muted=quote_muted,
            apart=apart,
            history=policy.may_see_versions(row, self._actor, self._moderates),
            edit=own and self._may_write,
            undo=own and not row.hidden_at and policy.may_undo_removal(row, request.now, self._minutes),
            thank=self._may_thank and not own and not row.thanked,
            thanked=self._may_thank and row.thanked,
        )

    def _mutes(self, author_id: str | None, masked: bool | None, alias_id: str | None) -> bool:
        scope = (alias_id or "?") if masked else None
        return self._muted.hides(author_id, scope) or self._muted.parts(author_id, scope)


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
