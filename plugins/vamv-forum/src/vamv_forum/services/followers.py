"""What people have beside the posts that move: how far they have read, what they follow, other names."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import String, delete, exists, func, insert, literal, select, update
from sqlalchemy.orm import Session, aliased

from vamv.api.orm import new_id
from vamv.api.vault import Vault
from vamv_forum.models import ALIAS_KIND, Alias, Discussion, Post, ReadMark, Subscription
from vamv_forum.queries.aliases import alias_name, alias_of, has_written
from vamv_forum.services.aliases import is_taken, name_key

_LONGEST_NAME = 40


def keep_read(session: Session, source_id: str, target_id: str, last_seq: int, here: Any) -> None:
    """Let posts that are about to move stay read for whoever has read them.

    `last_seq`: number of the last post of the target. Somebody who has not read up to there keeps their mark:
    a mark is one number, and what they have not read comes first. `here`: which posts of the source move;
    None when all do, without a gap.
    """
    read: Any = ReadMark.last_seq
    if here is not None:
        passed = (Post.discussion_id == source_id, here, Post.seq <= ReadMark.last_seq)
        counted = select(func.count()).select_from(Post).where(*passed)
        read = counted.correlate(ReadMark).scalar_subquery()
    marks = select(ReadMark.person_id, read.label("read")).where(ReadMark.discussion_id == source_id)
    if last_seq == 0:
        source = marks.subquery()
        session.execute(
            insert(ReadMark).from_select(
                ["person_id", "discussion_id", "last_seq"],
                select(source.c.person_id, literal(target_id, String), source.c.read).where(
                    source.c.read > 0
                ),
            )
        )
        return
    source = marks.subquery()
    session.execute(
        update(ReadMark)
        .where(
            ReadMark.discussion_id == target_id,
            ReadMark.last_seq == last_seq,
            ReadMark.person_id == source.c.person_id,
        )
        .values(last_seq=last_seq + source.c.read)
        .execution_options(synchronize_session=False)
    )


def join(session: Session, source_id: str, target_id: str) -> None:
    """Let everybody who follows a discussion follow the one it is merged into, unless they chose there."""
    other = aliased(Subscription)
    chose = exists().where(other.person_id == Subscription.person_id, other.discussion_id == target_id)
    _copy(session, source_id, target_id, ~chose)
    session.execute(
        delete(Subscription)
        .where(Subscription.discussion_id == source_id)
        .execution_options(synchronize_session=False)
    )


def bring_along(session: Session, source_id: str, target_id: str, people: Collection[str]) -> None:
    """Let those whose posts move go on following them where they go, unless they chose there."""
    other = aliased(Subscription)
    chose = exists().where(other.person_id == Subscription.person_id, other.discussion_id == target_id)
    _copy(session, source_id, target_id, Subscription.person_id.in_(people), ~chose)


def _copy(session: Session, source_id: str, target_id: str, *conditions: Any) -> None:
    session.execute(
        insert(Subscription).from_select(
            ["person_id", "discussion_id", "level", "told_seq", "created_at"],
            select(
                Subscription.person_id,
                literal(target_id, String),
                Subscription.level,
                literal(0),
                Subscription.created_at,
            ).where(Subscription.discussion_id == source_id, *conditions),
        )
    )


def keep_names(session: Session, vault: Vault, target: Discussion, posts: Collection[Any]) -> None:
    """Let posts under another pseudonym keep it where they go.

    The pseudonym is made anew there, with a number behind it where somebody has it already. Whoever has
    written there before under another name chose that one for that place, and nothing must join the two:
    their posts then keep the row of the old discussion.
    """
    for alias_id in sorted({each.alias_id for each in posts if each.alias_id is not None}):
        alias = session.get_one(Alias, alias_id)
        made = alias_of(session, target.id, alias.person_id)
        if made is None and not has_written(session, target.id, alias.person_id):
            made = _made_anew(session, vault, target, alias)
        if made is None or not _made_from(alias_name(vault, made), alias_name(vault, alias)):
            continue
        moving = [each.id for each in posts if each.alias_id == alias_id]
        session.execute(
            update(Post)
            .where(Post.id.in_(moving))
            .values(alias_id=made.id)
            .execution_options(synchronize_session=False)
        )


def _made_from(name: str, wanted: str) -> bool:
    if name == wanted:
        return True
    stem, _blank, number = name.rpartition(" ")
    return number.isdigit() and stem == wanted[: len(stem)] and len(stem) >= len(wanted[: _LONGEST_NAME - 4])


def _made_anew(session: Session, vault: Vault, target: Discussion, alias: Alias) -> Alias:
    name = wanted = alias_name(vault, alias)
    number = 1
    while is_taken(session, vault, target.id, name):
        number += 1
        name = f"{wanted[: _LONGEST_NAME - 4]} {number}"
    made_id = new_id()
    made = Alias(
        id=made_id,
        discussion_id=target.id,
        person_id=alias.person_id,
        name_sealed=vault.seal_text(ALIAS_KIND, made_id, name),
        name_key=name_key(vault, target.id, name),
    )
    session.add(made)
    session.flush()
    return made
