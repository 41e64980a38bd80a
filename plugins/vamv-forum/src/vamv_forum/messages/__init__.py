"""Private messages between members: off unless the chapter switches them on (`forum.messages`).

The one part of the forum with a folder of its own, because a chapter may never need it: rules, reads, verbs,
pages and what becomes of the data. Only its tables stand with the others, in `vamv_forum.models.talks`.
"""

from typing import Any

from vamv_forum.messages.declarations import declare
from vamv_forum.messages.resources import AskResource, Messages, TalkResource


def includeme(config: Any) -> None:
    """Add the addresses, which answer 404 while messages are off, and what else belongs to them."""
    declare(config)
    config.add_route("forum.messages", "/messages", factory=Messages)
    config.add_route("forum.message_choice", "/messages/choice", factory=Messages)
    config.add_route("forum.talk", "/messages/{talk}", factory=TalkResource)
    config.add_route("forum.talk_answer", "/messages/{talk}/answer", factory=TalkResource)
    config.add_route("forum.talk_leave", "/messages/{talk}/leave", factory=TalkResource)
    config.add_route("forum.ask", "/p/{post}/message", factory=AskResource)
    config.scan("vamv_forum.messages.views")
