"""Queue a mail in the transaction that causes it; nothing leaves before the commit."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session
from translationstring import TranslationString

from vamv.db.types import new_id
from vamv.jobs.services import enqueue
from vamv.vault.vault import Vault

JOB = "mail.send"
KIND = "mail"


@dataclass(frozen=True)
class Letter:
    """A mail before it is written in the language of its reader: an address and texts to translate."""

    to_address: str
    locale: str
    subject: TranslationString
    paragraphs: tuple[TranslationString, ...]


def queue_mail(
    session: Session,
    vault: Vault,
    *,
    to_address: str,
    subject: TranslationString,
    paragraphs: Sequence[TranslationString],
    locale: str,
    now: datetime,
) -> None:
    """Have a mail sent after this transaction.

    Neutral by rule: subject and texts name no person, no part of the portal and no address with an id in it.
    Everything, the recipient included, lies sealed in the job until the server has taken it.
    """
    letter_id = new_id()
    content = json.dumps(
        {
            "to": to_address,
            "locale": locale,
            "subject": _packed(subject),
            "paragraphs": [_packed(paragraph) for paragraph in paragraphs],
        }
    )
    sealed = base64.b64encode(vault.seal_text(KIND, letter_id, content)).decode("ascii")
    enqueue(session, JOB, {"letter": letter_id, "sealed": sealed}, now=now)


def open_letter(vault: Vault, payload: dict[str, Any]) -> Letter:
    """Open what `queue_mail` has put into a job. Raises SealBroken."""
    content = json.loads(vault.open_text(KIND, payload["letter"], base64.b64decode(payload["sealed"])))
    return Letter(
        to_address=content["to"],
        locale=content["locale"],
        subject=_unpacked(content["subject"]),
        paragraphs=tuple(_unpacked(paragraph) for paragraph in content["paragraphs"]),
    )


def _packed(text: TranslationString) -> dict[str, Any]:
    # Kept untranslated, so that a mail that waited is still in the language the person reads now.
    return {"id": str(text), "domain": text.domain, "default": text.default, "mapping": text.mapping}


def _unpacked(packed: dict[str, Any]) -> TranslationString:
    return TranslationString(
        packed["id"], domain=packed["domain"], default=packed["default"], mapping=packed["mapping"]
    )
