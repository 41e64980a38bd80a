"""What a plugin answers over a socket: declared with `config.add_realtime_namespace`."""

from vamv.db.hints import announce
from vamv.realtime.namespace import Namespace
from vamv.realtime.portal import Refused

__all__ = ["Namespace", "Refused", "announce"]
