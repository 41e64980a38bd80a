"""What a plugin answers over a socket: declared with `config.add_realtime_namespace`."""

from vamv.realtime.conversation import Batch, ConversationNamespace, Entered
from vamv.realtime.fragments import tree
from vamv.realtime.namespace import Namespace
from vamv.realtime.portal import Refused

__all__ = [
    "Batch",
    "ConversationNamespace",
    "Entered",
    "Namespace",
    "Refused",
    "tree",
]
