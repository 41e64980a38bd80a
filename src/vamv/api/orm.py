"""Tables of a plugin."""

from vamv.db.base import Base
from vamv.db.types import Id, UTCDateTime, new_id

__all__ = ["Base", "Id", "UTCDateTime", "new_id"]
