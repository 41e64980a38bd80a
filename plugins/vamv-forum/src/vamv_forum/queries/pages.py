"""A page of a discussion: its posts with all that is shown of them, in one query.

Plain rows and no objects, names and quotes included: this is the page that people read most.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, case, select
from sqlalchemy.orm import Session, aliased

from vamv.api.orm import straight
from vamv.api.security import Identity, sealed_name
from vamv.api.web import RENDERER_VERSION
from vamv_forum.models import Alias, Discussion, HeldPost, Post, Thanks


def _statement() -> Any:
    person_id: BindParameter[str] = bindparam("person_id")
    discussion_id: BindParameter[str] = bindparam("discussion_id")
    quoted, its_alias, its_place = aliased(Post), aliased(Alias), aliased(Discussion)
    # A quote is shown only as long as everybody here may read what it was taken from.
    still_there = and_(
        quoted.removed_at.is_(None),
        quoted.hidden_at.is_(None),
        its_place.removed_at.is_(None),
        its_place.hidden_at.is_(None),
        its_place.category_id == bindparam("category_id"),
    )
    waiting = select(HeldPost.id).where(
        HeldPost.discussion_id == discussion_id,
        HeldPost.author_id == person_id,
        HeldPost.refused_at.is_(None),
    )
    own = aliased(Alias)

    def of_own_alias(column: Any) -> Any:
        mine = (own.discussion_id == discussion_id, own.person_id == person_id)
        return select(column).where(*mine).scalar_subquery()

    first: BindParameter[int] = bindparam("first")
    last: BindParameter[int] = bindparam("last")
    return (
        select(
            Post.id,
            Post.seq,
            Post.author_id,
            Post.html,
            case((Post.renderer_version != RENDERER_VERSION, Post.source)).label("source"),
            Post.content_warning,
            Post.role_mark,
            Post.masked,
            Post.alias_id,
            Post.thanks,
            Post.moved_to_id,
            Post.created_at,
            Post.edited_at,
            Post.removed_at,
            Post.hidden_at,
            sealed_name(Post.author_id).label("author_sealed"),
            Alias.name_sealed.label("alias_sealed"),
            Post.signed_at,
            Post.signed_by_id,
            sealed_name(Post.signed_by_id).label("signer_sealed"),
            Thanks.post_id.is_not(None).label("thanked"),
            Post.quoted_text,
            quoted.id.label("quoted_id"),
            still_there.label("quoted_there"),
            quoted.content_warning.label("quoted_warning"),
            quoted.author_id.label("quoted_author_id"),
            quoted.masked.label("quoted_masked"),
            quoted.alias_id.label("quoted_alias_id"),
            sealed_name(quoted.author_id).label("quoted_author_sealed"),
            its_alias.name_sealed.label("quoted_alias_sealed"),
            # The same in each row; the database looks them up once.
            waiting.exists().label("waiting"),
            of_own_alias(own.id).label("own_alias_id"),
            of_own_alias(own.name_sealed).label("own_alias_sealed"),
        )
        .outerjoin(Alias, Alias.id == Post.alias_id)
        .outerjoin(quoted, quoted.id == Post.quoted_id)
        .outerjoin(its_place, its_place.id == quoted.discussion_id)
        .outerjoin(its_alias, its_alias.id == quoted.alias_id)
        .outerjoin(Thanks, and_(Thanks.post_id == Post.id, Thanks.person_id == person_id))
        .where(Post.discussion_id == discussion_id, Post.seq >= first, Post.seq < last)
        .order_by(Post.seq)
    )


# Put together once: that alone takes as long as the database does for the answer.
_PAGE = _statement()


def page_of(
    session: Session, discussion: Discussion, first: int, size: int, actor: Identity | None
) -> Sequence[Any]:
    """Return the posts of the page that begins with number `first`, as this person sees them.

    `quoted_there`: the quoted post may still be read here. `waiting`: texts of this person wait for the
    moderation. `own_alias_id`, `own_alias_sealed`: the pseudonym they write under here.
    """
    wanted = {
        "discussion_id": discussion.id,
        "category_id": discussion.category_id,
        "person_id": actor.person_id if actor is not None else "",
        "first": first,
        "last": first + size,
    }
    return straight(session).execute(_PAGE, wanted).all()
