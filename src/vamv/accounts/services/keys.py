"""The key pair of a person: what locks the private half, and where.

The private key is never stored open. It is locked by the password, by the recovery code and, while somebody
is signed in, by the token in their browser; each lock is closed again by the server key.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from vamv.accounts.models import PersonKey
from vamv.vault.vault import Vault, new_key_pair

BY_PASSWORD = "accounts.key.password"  # noqa: S105 - a kind of lock
BY_CODE = "accounts.key.code"


def new_pair(session: Session, vault: Vault, *, person_id: str, now: datetime) -> bytes:
    """Give a person a key pair, in place of an earlier one, and return the private key."""
    pair = new_key_pair()
    row = session.get(PersonKey, person_id)
    if row is None:
        row = PersonKey(person_id=person_id, generation=0)
        session.add(row)
    row.generation += 1
    row.public = pair.public
    row.public_mac = vault.public_key_mac(person_id, pair.public)
    row.created_at = now
    return pair.private


def lock(vault: Vault, kind: str, person_id: str, key: bytes, private_key: bytes) -> bytes:
    """Lock a private key by the half of a password or of a code; `kind`: BY_PASSWORD or BY_CODE."""
    return vault.lock(kind, person_id, key, private_key)


def unlock(vault: Vault, kind: str, person_id: str, key: bytes, locked: bytes) -> bytes:
    """Open what `lock` closed; raise SealBroken."""
    return vault.unlock(kind, person_id, key, locked)
