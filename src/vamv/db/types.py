"""Column types and identifiers shared by every table of the house."""

import base64
import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

ID_LENGTH = 26


def new_id() -> str:
    """Draw an identifier: 128 random bits as 26 lower-case base32 characters.

    Random, so that an address tells nothing and cannot be guessed; drawn in Python, so that a text can
    be sealed to its row before the row is written.
    """
    return base64.b32encode(secrets.token_bytes(16)).decode("ascii").rstrip("=").lower()


class Id(String):
    """A reference to, or the key of, a row made with `new_id`."""

    cache_ok = True

    def __init__(self) -> None:
        super().__init__(ID_LENGTH)


class UTCDateTime(TypeDecorator[datetime]):
    """A moment in time: aware and in UTC in Python, whatever the database keeps.

    Raises ValueError for a naive datetime, which could mean any hour.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment in time needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
