"""The e-mail address of a person: given, confirmed, changed and removed by nobody else."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from vamv.i18n.strings import _
from vamv.mail.services import queue_mail
from vamv.notifications.models import ContactAddress
from vamv.notifications.policy import SOON
from vamv.vault.vault import Vault

CODE_LIFE = timedelta(minutes=30)
CODE_PAUSE = timedelta(minutes=1)
CODE_TRIES = 5
_ADDRESS = "contact.address"
_PENDING = "contact.pending"
_CODE = "contact.code"


class TooSoon(Exception):
    """A code was sent less than a minute ago."""


@dataclass(frozen=True)
class Contact:
    """What a person sees of it. `address`: confirmed, in use. `pending`: waits for its code.

    `rhythm`: how often there may be mail (`vamv.notifications.policy.RHYTHMS`).
    """

    address: str | None
    pending: str | None
    rhythm: str = SOON


def contact(session: Session, vault: Vault, person_id: str, now: datetime) -> Contact:
    """Return the addresses of a person."""
    row = session.get(ContactAddress, person_id)
    if row is None:
        return Contact(None, None)
    return Contact(
        vault.open_text(_ADDRESS, person_id, row.address_sealed) if row.address_sealed else None,
        vault.open_text(_PENDING, person_id, row.pending_sealed)
        if row.pending_sealed and _alive(row, now)
        else None,
        row.rhythm,
    )


def begin(
    session: Session, vault: Vault, person_id: str, address: str, *, locale: str, now: datetime
) -> None:
    """Send a code to an address. An address in use stays in use until then. Raises TooSoon.

    No link to click: a link would carry an id, and would be opened by whoever reads along.
    """
    row = session.get(ContactAddress, person_id)
    if row is None:
        row = ContactAddress(person_id=person_id)
        session.add(row)
    elif row.code_sent_at is not None and now - row.code_sent_at < CODE_PAUSE:
        raise TooSoon
    code = f"{secrets.randbelow(10**6):06d}"
    row.pending_sealed = vault.seal_text(_PENDING, person_id, address)
    row.code_mac = vault.mac(_CODE, person_id, address, code)
    row.code_sent_at = now
    row.tries_left = CODE_TRIES
    session.flush()
    queue_mail(
        session,
        vault,
        to_address=address,
        subject=_("mail-code-subject", default="Ihr Code"),
        paragraphs=(
            _("mail-greeting", default="Guten Tag,"),
            _(
                "mail-code-text",
                default="Ihr Code lautet: ${code}",
                mapping={"code": f"{code[:3]} {code[3:]}"},
            ),
            _(
                "mail-code-use",
                default="Bitte tippen Sie ihn auf der geöffneten Seite ein. Er gilt 30 Minuten.",
            ),
            _(
                "mail-code-not-you",
                default="Sie haben keinen Code angefordert? Dann brauchen Sie nichts zu tun.",
            ),
        ),
        locale=locale,
        now=now,
    )


def confirm(session: Session, vault: Vault, person_id: str, code: str, now: datetime) -> bool:
    """Put the waiting address to use if `code` is right; each of five tries counts, right or wrong."""
    row = session.get(ContactAddress, person_id, with_for_update=True)
    if row is None or row.pending_sealed is None or row.code_mac is None or not _alive(row, now):
        return False
    row.tries_left -= 1
    address = vault.open_text(_PENDING, person_id, row.pending_sealed)
    digits = "".join(character for character in code if character.isdecimal())
    if not vault.check_mac(row.code_mac, _CODE, person_id, address, digits):
        return False
    row.address_sealed = vault.seal_text(_ADDRESS, person_id, address)
    row.confirmed_at = now
    row.mailed_at = None
    _drop_pending(row)
    return True


def remove(session: Session, person_id: str) -> None:
    """Forget all addresses of a person at once."""
    row = session.get(ContactAddress, person_id)
    if row is not None:
        session.delete(row)
        session.flush()


def _drop_pending(row: ContactAddress) -> None:
    row.pending_sealed = None
    row.code_mac = None
    row.tries_left = 0


def _alive(row: ContactAddress, now: datetime) -> bool:
    return row.tries_left > 0 and row.code_sent_at is not None and now - row.code_sent_at <= CODE_LIFE
