"""The hidden field of a report form: the receipt code it will give, and when the form was opened.

Because the code is drawn with the form, sending it twice is one report with one receipt, and nothing has to
be kept for a visitor meanwhile.
"""

import base64
import binascii
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from vamv.moderation import policy
from vamv.vault.codes import CODE_BYTES, new_code
from vamv.vault.vault import Vault

KIND = "moderation.ticket"
_TIME_BYTES = 8


@dataclass(frozen=True)
class Ticket:
    """An opened form. `code`: the receipt code to be."""

    code: bytes = field(repr=False)
    issued_at: datetime

    def too_fast(self, now: datetime) -> bool:
        """Tell whether nobody could have read the form since."""
        return now - self.issued_at < policy.FASTEST


def issue(vault: Vault, kind: str, object_id: str, now: datetime) -> str:
    """Return a fresh ticket for a form about this text."""
    code = new_code()
    opened = int(now.timestamp()).to_bytes(_TIME_BYTES, "big")
    tag = vault.mac(KIND, kind, object_id, code, opened)
    return base64.urlsafe_b64encode(code + opened + tag).decode("ascii")


def read(vault: Vault, kind: str, object_id: str, text: str, now: datetime) -> Ticket | None:
    """Return the ticket, None if it is forged, cut, too old, or of a form about another text."""
    try:
        raw = base64.urlsafe_b64decode(text.encode("ascii"))
    except (binascii.Error, UnicodeEncodeError, ValueError):
        return None
    code, opened, tag = (
        raw[:CODE_BYTES],
        raw[CODE_BYTES : CODE_BYTES + _TIME_BYTES],
        raw[CODE_BYTES + _TIME_BYTES :],
    )
    if not vault.check_mac(tag, KIND, kind, object_id, code, opened):
        return None
    issued_at = datetime.fromtimestamp(int.from_bytes(opened, "big"), UTC)
    if now - issued_at > policy.TICKET_LIFE + timedelta(seconds=1):
        return None
    return Ticket(code, issued_at)
