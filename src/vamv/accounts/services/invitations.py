"""One-time ways in: a link for staff, a link to begin anew, the code of the first administrator."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from vamv.accounts.hashing import NewPassword
from vamv.accounts.models import Invitation
from vamv.accounts.services import credentials, keys
from vamv.accounts.services.registration import Registered, register
from vamv.security.identity import STAFF_ROLES, role_problem
from vamv.vault.codes import new_code, print_code, spare_code_hash
from vamv.vault.tokens import new_token, token_hash
from vamv.vault.vault import Vault

NOTE = "accounts.invitation-note"
STAFF = "staff"
RESET = "reset"
SETUP = "setup"
LINK_LIVES = timedelta(days=7)
CODE_LIVES = timedelta(minutes=60)
KEPT = timedelta(days=30)


class InvitationOver(Exception):
    """The link or code does not exist, was used, or has expired."""


@dataclass(frozen=True)
class Open:
    """An invitation that can still be used."""

    id: str
    kind: str
    roles: frozenset[str]
    person_id: str | None
    note: str
    expires_at: datetime


def invite_staff(
    session: Session, vault: Vault, *, roles: frozenset[str], note: str, actor_id: str | None, now: datetime
) -> str:
    """Invite somebody to the team and return the token of their link, which is kept nowhere.

    Raises ValueError for roles that do not go together, or none of staff.
    """
    if role_problem(roles) is not None or not roles <= STAFF_ROLES or not roles:
        raise ValueError("an invitation needs roles of staff that go together")
    return _add(session, vault, STAFF, now, LINK_LIVES, roles=roles, note=note, actor_id=actor_id)


def invite_back(
    session: Session, vault: Vault, *, person_id: str, actor_id: str | None, now: datetime
) -> str:
    """Return the token of a link by which a person begins anew; an earlier one of theirs is over."""
    session.execute(delete(Invitation).where(Invitation.person_id == person_id))
    return _add(session, vault, RESET, now, LINK_LIVES, person_id=person_id, actor_id=actor_id)


def issue_setup_code(session: Session, vault: Vault, *, now: datetime) -> str:
    """Return the code by which whoever runs the server becomes administrator; an earlier one is over."""
    session.execute(delete(Invitation).where(Invitation.kind == SETUP))
    code = new_code()
    row = Invitation(
        kind=SETUP,
        token_hash=spare_code_hash(code),
        roles=["administrator"],
        created_at=now,
        expires_at=now + CODE_LIVES,
    )
    session.add(row)
    session.flush()
    return print_code(code)


def find_link(session: Session, vault: Vault, token: str, now: datetime) -> Open:
    """Return the invitation behind a link; raise InvitationOver."""
    return _find(session, vault, token_hash(token), now, (STAFF, RESET))


def find_setup(session: Session, vault: Vault, code: bytes, now: datetime) -> Open:
    """Return the invitation behind a code for the first administrator; raise InvitationOver."""
    return _find(session, vault, spare_code_hash(code), now, (SETUP,))


def accept(
    session: Session, vault: Vault, invitation: Open, *, name: str, password: NewPassword, now: datetime
) -> Registered:
    """Make the account that was promised, or begin an old one anew; the invitation is used up.

    An account that begins anew gets a new key pair: it opens nothing of what the old one opened, until
    somebody who may grants it again. Raises InvitationOver, NameTaken.
    """
    used = session.execute(delete(Invitation).where(Invitation.id == invitation.id))
    if used.rowcount != 1:  # type: ignore[attr-defined]
        raise InvitationOver
    if invitation.person_id is None:
        return register(session, vault, name=name, password=password, roles=invitation.roles, now=now)
    private_key = keys.new_pair(session, vault, person_id=invitation.person_id, now=now)
    credentials.set_password(
        session, vault, person_id=invitation.person_id, password=password, private_key=private_key, now=now
    )
    return Registered(invitation.person_id, private_key)


def waiting(session: Session, vault: Vault, now: datetime) -> list[Open]:
    """Return the invitations to the team that nobody has used yet, the latest first."""
    rows = session.scalars(
        select(Invitation)
        .where(Invitation.kind == STAFF, Invitation.expires_at > now)
        .order_by(Invitation.created_at.desc())
    )
    return [_opened(vault, row) for row in rows]


def withdraw(session: Session, *, invitation_id: str) -> bool:
    """Take an invitation to the team back; return whether there was one."""
    gone = session.execute(delete(Invitation).where(Invitation.id == invitation_id, Invitation.kind == STAFF))
    return bool(gone.rowcount)  # type: ignore[attr-defined]


def purge(session: Session, now: datetime) -> int:
    """Remove what expired long ago; return how many."""
    gone = session.execute(delete(Invitation).where(Invitation.expires_at <= now - KEPT))
    return gone.rowcount  # type: ignore[attr-defined]


def _add(
    session: Session,
    vault: Vault,
    kind: str,
    now: datetime,
    lives: timedelta,
    *,
    roles: frozenset[str] = frozenset(),
    note: str = "",
    person_id: str | None = None,
    actor_id: str | None = None,
) -> str:
    token = new_token()
    row = Invitation(
        kind=kind,
        token_hash=token_hash(token),
        roles=sorted(roles),
        person_id=person_id,
        created_by=actor_id,
        created_at=now,
        expires_at=now + lives,
    )
    session.add(row)
    session.flush()
    if note:
        row.note_sealed = vault.seal_text(NOTE, row.id, note)
        session.flush()
    return token


def _find(session: Session, vault: Vault, hashed: bytes, now: datetime, kinds: tuple[str, ...]) -> Open:
    row = session.scalars(
        select(Invitation).where(
            Invitation.token_hash == hashed, Invitation.expires_at > now, Invitation.kind.in_(kinds)
        )
    ).one_or_none()
    if row is None:
        raise InvitationOver
    return _opened(vault, row)


def _opened(vault: Vault, row: Invitation) -> Open:
    note = vault.open_text(NOTE, row.id, row.note_sealed) if row.note_sealed else ""
    return Open(row.id, row.kind, frozenset(row.roles), row.person_id, note, row.expires_at)
