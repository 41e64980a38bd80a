"""Tables of a plugin."""

from vamv.db.base import Base
from vamv.db.session import straight
from vamv.db.types import Id, UTCDateTime, new_id
from vamv.db.upsert import insert

__all__ = ["Base", "Id", "UTCDateTime", "insert", "new_id", "straight"]
