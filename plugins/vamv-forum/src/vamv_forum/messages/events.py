"""What happened between two people, told inside the transaction."""

from dataclasses import dataclass
from datetime import datetime

from vamv_forum.models.talks import Talk, TalkMessage


@dataclass(frozen=True)
class MessageWritten:
    """Somebody wrote to somebody; number 1 asks whether they may. A form sent twice tells it once."""

    talk: Talk
    message: TalkMessage
    recipient_id: str
    now: datetime
