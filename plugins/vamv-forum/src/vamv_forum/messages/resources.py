"""What the addresses of private messages lead to; while they are off, to nothing."""

from typing import Any

from pyramid.authorization import DENY_ALL
from pyramid.httpexceptions import HTTPNotFound

from vamv.api.moderation import is_staff
from vamv.api.security import Resource, role_rules
from vamv_forum.messages import policy, queries
from vamv_forum.resources import PostResource

WRITE = "forum.message.write"


def are_on(registry: Any) -> bool:
    """Tell whether the chapter wants private messages."""
    return bool(registry.settings["forum.messages"])


class Messages(Resource):
    """A person's own conversations: `/forum/messages`."""

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        if not are_on(request.registry):
            raise HTTPNotFound

    @property
    def __acl__(self) -> list[Any]:
        return [*role_rules(self.request, WRITE), DENY_ALL]


class TalkResource(Messages):
    """A conversation, for the two people in it: `/forum/messages/{talk}`."""

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        # Whoever is not signed in any more gets the log-in page instead.
        if request.identity is None:
            return
        own = queries.talk_for(request.dbsession, request.matchdict["talk"], request.identity.person_id)
        if own is None:
            raise HTTPNotFound
        self.own = own
        self.talk = own.talk


class AskResource(Messages):
    """The author of a post, to be asked by somebody who reads it: `/forum/p/{post}/message`."""

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        place = PostResource.find(request)
        if request.identity is None:
            return
        post = place.post
        if not (
            request.has_permission("forum.read", place)
            and policy.offers_message(post, request.identity)
            and post.author_id is not None
            and not is_staff(request.dbsession, post.author_id)
        ):
            raise HTTPNotFound
        self.post = post
        self.discussion = place.discussion
        self.recipient_id: str = post.author_id
