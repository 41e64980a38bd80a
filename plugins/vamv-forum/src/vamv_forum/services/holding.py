"""Before a text is written: does it have to wait for the moderation, and is it one too many today?"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv.api.orm import insert, new_id
from vamv.api.plugin import Screening
from vamv.api.security import Identity
from vamv.api.statistics import count
from vamv.api.vault import Vault
from vamv.api.web import RENDERER_VERSION, render_post
from vamv_forum import hold_policy, policy
from vamv_forum.models import Category, Discussion, HeldPost, Reader
from vamv_forum.queries import held as queries
from vamv_forum.services import aliases, writing
from vamv_forum.services.held import METRIC
from vamv_forum.services.shared import lock
from vamv_forum.services.writing import NewText


def hold(
    session: Session,
    vault: Vault,
    category: Category,
    discussion: Discussion | None,
    new: NewText,
    *,
    actor: Identity,
    title: str = "",
    limits: hold_policy.Limits,
    screening: Screening,
    now: datetime,
) -> HeldPost | None:
    """Keep a text for the moderation if it has to wait; return None when it may be written at once.

    The team never waits. `discussion`: None for a new one with `title`. `screening`: what the screeners said.
    The same form sent twice waits once. Raises Closed when nobody may write there any more, TooManyToday.
    """
    if policy.role_mark(actor.roles) is not None:
        return None
    _one_at_a_time(session, actor)
    known = _held_before(session, actor, new.client_id)
    if known is not None:
        return known
    if writing.sent_before(session, actor, new.client_id) is not None:
        return None
    if discussion is not None:
        lock(session, discussion)
    if not policy.is_open(category, discussion) or not (discussion is None or policy.is_listed(discussion)):
        raise policy.Closed
    newcomer = queries.is_newcomer(session, actor.person_id, limits.newcomer_posts)
    _check_day(session, actor, limits.newcomer_a_day if newcomer else limits.a_day, now)
    reason = hold_policy.hold_reason(
        limits,
        staff=False,
        newcomer=newcomer,
        premoderated=category.premoderated,
        screened=screening.hold,
        links=hold_policy.count_links(f"{title} {new.text}"),
        repeated=hold_policy.is_repeat(new.text, queries.has_sent(session, actor.person_id, new.text, now)),
    )
    if reason is None:
        return None
    return _keep(session, vault, category, discussion, new, actor, title, reason, screening.flags, now)


def edit_reason(
    session: Session,
    category: Category,
    text: str,
    *,
    actor: Identity,
    limits: hold_policy.Limits,
    screening: Screening,
) -> str | None:
    """Return why a text that is already there must not be changed to this, None when it may."""
    reason = hold_policy.hold_reason(
        limits,
        staff=policy.role_mark(actor.roles) is not None,
        newcomer=queries.is_newcomer(session, actor.person_id, limits.newcomer_posts),
        premoderated=category.premoderated,
        screened=screening.hold,
        links=hold_policy.count_links(text),
        repeated=False,
    )
    return reason if reason in hold_policy.EDIT_REASONS else None


def _one_at_a_time(session: Session, actor: Identity) -> None:
    # Whoever sends two texts at once is counted twice: the second waits here for the first.
    row = insert(session, Reader).values(person_id=actor.person_id)
    session.execute(row.on_conflict_do_nothing(index_elements=["person_id"]))
    session.execute(select(Reader.person_id).where(Reader.person_id == actor.person_id).with_for_update())


def _held_before(session: Session, actor: Identity, client_id: str) -> HeldPost | None:
    own = (HeldPost.author_id == actor.person_id, HeldPost.client_id == client_id)
    return session.scalar(select(HeldPost).where(*own))


def _check_day(session: Session, actor: Identity, limit: int, now: datetime) -> None:
    at = hold_policy.may_go_on_at(queries.sent_since(session, actor.person_id, now), limit, now)
    if at is not None:
        raise hold_policy.TooManyToday(at)


def _keep(
    session: Session,
    vault: Vault,
    category: Category,
    discussion: Discussion | None,
    new: NewText,
    actor: Identity,
    title: str,
    reason: str,
    flags: tuple[str, ...],
    now: datetime,
) -> HeldPost:
    held_id = new_id()
    alias = new.alias or _alias_waiting(session, vault, discussion, actor)
    held = HeldPost(
        id=held_id,
        category_id=category.id,
        discussion_id=discussion.id if discussion is not None else None,
        title=title,
        author_id=actor.person_id,
        client_id=new.client_id,
        source=new.text,
        html=render_post(new.text),
        renderer_version=RENDERER_VERSION,
        content_warning=new.content_warning,
        alias_sealed=aliases.seal_waiting(vault, held_id, alias),
        quoted_id=new.quoted_id,
        quoted_text=new.quoted_text,
        legal=new.legal,
        follow=new.follow,
        reason=reason,
        flags=list(flags),
        created_at=now,
    )
    session.add(held)
    session.flush()
    count(session, METRIC, now=now, what="held")
    return held


def _alias_waiting(session: Session, vault: Vault, discussion: Discussion | None, actor: Identity) -> str:
    """Return the pseudonym of an earlier text of this person that waits in the same discussion.

    Released in either order, both then carry it: one under each name would be talking to oneself.
    """
    if discussion is None:
        return ""
    earlier = queries.waiting_in(session, discussion.id, actor.person_id)
    sealed = [each for each in earlier if each.alias_sealed]
    return aliases.open_waiting(vault, sealed[0].id, sealed[0].alias_sealed) if sealed else ""
