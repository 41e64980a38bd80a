"""What happened in a meeting, told inside the transaction."""

from dataclasses import dataclass
from datetime import datetime

from vamv_groupchat.models import Aside, ChatSession, Message, Participant


@dataclass(frozen=True)
class MessageSaid:
    """Somebody said something in the room. A form sent twice tells it once."""

    chat: ChatSession
    message: Message
    by: Participant
    now: datetime


@dataclass(frozen=True)
class AsideSaid:
    """Somebody said something beside the room."""

    chat: ChatSession
    aside: Aside
    now: datetime
