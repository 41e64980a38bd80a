"""People whom somebody does not want to see or to hear from. The other person never learns of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, delete, func, literal, or_, select
from sqlalchemy.orm import Session

from vamv.db.hints import tell_pages
from vamv.db.session import straight
from vamv.db.types import new_id
from vamv.db.upsert import insert
from vamv.moderation.content import Alias
from vamv.moderation.models import Mute
from vamv.security.identity import STAFF_ROLES
from vamv.security.models import PersonRole
from vamv.vault.vault import Vault

LABEL_KIND = "moderation.mute"

MUTE = "mute"
BLOCK = "block"

# A page asks for all of them at once.
MOST = 300


class TooMany(Exception):
    """Nobody hides more than `MOST` people."""


class IsStaff(Exception):
    """Whoever keeps order, or answers for the association, has to be heard."""


@dataclass(frozen=True)
class Muted:
    """Whom somebody hides. `people`: by their account; `aliases`: (scope, person), under that name only.

    `apart`: accounts with which they share a block, whichever of the two has set it; `apart_names`: scopes of
    other names they have blocked.
    """

    people: frozenset[str] = frozenset()
    aliases: frozenset[tuple[str, str]] = frozenset()
    apart: frozenset[str] = frozenset()
    apart_names: frozenset[str] = frozenset()

    def hides(self, author_id: str | None, scope: str | None = None) -> bool:
        """Tell whether a text is hidden. `scope`: of the other name it was written under, None for none.

        A name that leads nowhere else is hidden by itself only: hiding the account must not reveal it.
        """
        if author_id is None:
            return False
        return (scope, author_id) in self.aliases if scope else author_id in self.people

    def parts(self, author_id: str | None, scope: str | None = None) -> bool:
        """Tell whether a text must not be there at all, for either of two who share a block.

        Under another name nobody is kept apart but by a block of that name: else it would tell whose it is.
        """
        return scope in self.apart_names if scope else author_id in self.apart

    @property
    def keeps_apart(self) -> bool:
        """Whether there is anybody at all."""
        return bool(self.apart or self.apart_names)


# Asked by pages that people read most, so it is put together once.
_MINE = select(Mute.other_id, Mute.scope, Mute.kind, literal(True)).where(
    Mute.person_id == bindparam("person_id")
)
_OF_ME = select(Mute.person_id, Mute.scope, Mute.kind, literal(False)).where(
    Mute.other_id == bindparam("person_id"), Mute.kind == BLOCK, Mute.scope == ""
)
_MUTED = _MINE.union_all(_OF_ME)


def muted_by(session: Session, person_id: str) -> Muted:
    """Return whom somebody has muted or blocked, and who has blocked them, in one query."""
    rows = straight(session).execute(_MUTED, {"person_id": person_id}).all()
    mine = [(other_id, scope) for other_id, scope, _kind, is_mine in rows if is_mine]
    blocks = [(other_id, scope) for other_id, scope, kind, _is_mine in rows if kind == BLOCK]
    return Muted(
        people=frozenset(other_id for other_id, scope in mine if not scope),
        aliases=frozenset((scope, other_id) for other_id, scope in mine if scope),
        apart=frozenset(other_id for other_id, scope in blocks if not scope),
        apart_names=frozenset(scope for _other_id, scope in blocks if scope),
    )


def hidden_people(session: Session, person_id: str) -> frozenset[str]:
    """Return the accounts whose texts this person does not want to see, other names left aside."""
    return muted_by(session, person_id).people


def who_hides(session: Session, author_id: str, scope: str | None = None) -> frozenset[str]:
    """Return who does not want to see, or must not be told of, what this author writes under this name."""
    found = select(Mute.person_id).where(Mute.other_id == author_id, Mute.scope == (scope or ""))
    return frozenset(session.scalars(found)) | who_is_apart(session, author_id, scope)


def who_is_apart(session: Session, author_id: str, scope: str | None = None) -> frozenset[str]:
    """Return for whom what this author writes under this name must not be there at all (`Muted.parts`)."""
    found = select(Mute.person_id).where(
        Mute.other_id == author_id, Mute.scope == (scope or ""), Mute.kind == BLOCK
    )
    if not scope:
        theirs = (Mute.person_id == author_id, Mute.scope == "", Mute.kind == BLOCK)
        found = found.union(select(Mute.other_id).where(*theirs))  # type: ignore[assignment]
    return frozenset(session.scalars(found))


def blocked_with(session: Session, person_id: str, scope: str) -> frozenset[str]:
    """Return with whom somebody shares a block, whichever of the two has set it.

    For places in which several people are at once and neither of two must meet the other, under whatever
    name. `scope`: of the other names people have in that place.
    """
    here = and_(Mute.kind == BLOCK, Mute.scope.in_(("", scope)))
    rows = straight(session).execute(
        select(Mute.person_id, Mute.other_id).where(
            here, or_(Mute.person_id == person_id, Mute.other_id == person_id)
        )
    )
    return frozenset(other if mine == person_id else mine for mine, other in rows)


def is_blocked(session: Session, *, sender_id: str, recipient_id: str) -> bool:
    """Tell whether one of two people has blocked the other, so that the sender must not write.

    Blocking another name keeps its owner from writing too. It does not keep the person who blocked from
    writing to the account, because a refusal would tell them whose name it was.
    """
    by_recipient = and_(Mute.person_id == recipient_id, Mute.other_id == sender_id)
    by_sender = and_(Mute.person_id == sender_id, Mute.other_id == recipient_id, Mute.scope == "")
    found = select(Mute.id).where(Mute.kind == BLOCK, or_(by_recipient, by_sender)).limit(1)
    return session.scalar(found) is not None


def mute(
    session: Session,
    vault: Vault,
    *,
    person_id: str,
    other_id: str,
    name: str,
    kind: str,
    alias: Alias | None = None,
    now: datetime,
) -> None:
    """Hide what somebody writes; with the kind `BLOCK`, let them write no message either.

    `name`: as it was shown; `alias`: the other name they were met under. The last choice counts. Raises
    IsStaff, TooMany.
    """
    # To say under another name that its owner is of the team would tell who it is.
    if alias is None and is_staff(session, other_id):
        raise IsStaff
    scope = alias.scope if alias else ""
    here = (Mute.person_id == person_id, Mute.other_id == other_id, Mute.scope == scope)
    session.execute(delete(Mute).where(*here))
    count = session.scalar(select(func.count()).select_from(Mute).where(Mute.person_id == person_id)) or 0
    if count >= MOST:
        raise TooMany
    row_id = new_id()
    row = insert(session, Mute).values(
        id=row_id,
        person_id=person_id,
        other_id=other_id,
        scope=scope,
        kind=kind,
        label_sealed=vault.seal_text(LABEL_KIND, row_id, name),
        created_at=now,
    )
    # Two clicks at the same moment are one.
    session.execute(row.on_conflict_do_nothing(index_elements=["person_id", "other_id", "scope"]))
    _tell_both(session, person_id, other_id)


def kind_of(session: Session, *, person_id: str, other_id: str, alias: Alias | None) -> str | None:
    """Return how somebody is hidden already: `MUTE`, `BLOCK`, or None for not at all."""
    scope = alias.scope if alias else ""
    return session.scalar(
        select(Mute.kind).where(Mute.person_id == person_id, Mute.other_id == other_id, Mute.scope == scope)
    )


def unmute(session: Session, row: Mute) -> None:
    """Take back a mute or a block."""
    _tell_both(session, row.person_id, row.other_id)
    session.delete(row)
    session.flush()


def _tell_both(session: Session, person_id: str, other_id: str) -> None:
    # A block is for both: what they have open must change for either.
    tell_pages(session, person_id)
    tell_pages(session, other_id)


def of_person(session: Session, person_id: str) -> Sequence[Mute]:
    """Return everybody this person hides, the latest first."""
    found = select(Mute).where(Mute.person_id == person_id)
    return session.scalars(found.order_by(Mute.created_at.desc(), Mute.id)).all()


def label(vault: Vault, row: Mute) -> str:
    """Return the name under which somebody was hidden."""
    return vault.open_text(LABEL_KIND, row.id, row.label_sealed)


def is_staff(session: Session, person_id: str) -> bool:
    """Tell whether somebody belongs to the team."""
    found = select(PersonRole.role).where(PersonRole.person_id == person_id, PersonRole.role.in_(STAFF_ROLES))
    return session.scalar(found.limit(1)) is not None
