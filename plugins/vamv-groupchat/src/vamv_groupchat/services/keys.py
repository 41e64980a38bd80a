"""The key of a meeting: it closes all that is said there, and without it nothing of it can be read.

It stands in the meeting's row, sealed by the service. Destroying it there destroys the transcript, also in
whatever copy of the messages there may be.
"""

import secrets

from vamv.api.vault import SealBroken, Vault
from vamv_groupchat.models import ASIDE_KIND, KEY_KIND, MESSAGE_KIND, Aside, ChatSession, Message

BYTES = 32


def new_key(vault: Vault, session_id: str) -> bytes:
    """Return a fresh key, sealed to the row of its meeting."""
    return vault.seal(KEY_KIND, session_id, secrets.token_bytes(BYTES))


def close_text(vault: Vault, chat: ChatSession, kind: str, row_id: str, text: str) -> bytes:
    """Close a text with the meeting's key, to its row."""
    return vault.lock(kind, row_id, _key(vault, chat), text.encode())


def open_text(vault: Vault, chat: ChatSession, row: Message | Aside) -> str | None:
    """Return what was said; None when it is gone or damaged."""
    if not row.body or not chat.key_sealed:
        return None
    kind = MESSAGE_KIND if isinstance(row, Message) else ASIDE_KIND
    try:
        return vault.unlock(kind, row.id, _key(vault, chat), row.body).decode()
    except SealBroken:
        return None


def _key(vault: Vault, chat: ChatSession) -> bytes:
    if not chat.key_sealed:
        raise SealBroken
    return vault.open(KEY_KIND, chat.id, chat.key_sealed)
