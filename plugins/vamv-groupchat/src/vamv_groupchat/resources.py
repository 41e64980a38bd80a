"""From an address to what it means: each factory finds the object or answers 404, and says who may do what.

A closed group answers like one that never was, except to its members and to moderators. Whoever is not signed
in gets the log-in page instead.
"""

from typing import Any

from pyramid.authorization import DENY_ALL, Allow
from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther

from vamv.api.security import AUTHENTICATED, EVERYONE, Resource, Root, role_rules
from vamv_groupchat.models import GROUP, ChatSession, Hours, Room, Sanction
from vamv_groupchat.permissions import MANAGE, MODERATE, READ, TAKE_PART
from vamv_groupchat.queries import chat, people, rooms
from vamv_groupchat.services.rooms import invitation_key


def moderates(request: Any) -> bool:
    """Tell whether the person asking moderates group chats."""
    return bool(request.has_permission(MODERATE, Root(request)))


class RoomResource(Resource):
    """A room: `/groupchat/{room}`."""

    def __init__(self, request: Any, room: Room | None) -> None:
        super().__init__(request)
        if room is None or not self._is_for(request, room):
            raise HTTPNotFound
        self.room = room

    @classmethod
    def find(cls, request: Any) -> "RoomResource":
        return cls(request, request.dbsession.get(Room, request.matchdict["room"]))

    @staticmethod
    def _is_for(request: Any, room: Room) -> bool:
        if room.archived_at is not None and not request.has_permission(MANAGE, Root(request)):
            return False
        if room.kind != GROUP or request.identity is None or moderates(request):
            return True
        return rooms.is_in_group(request.dbsession, room.id, request.identity.person_id)

    @property
    def __acl__(self) -> list[Any]:
        rules = role_rules(self.request, READ)
        if self.room.kind == GROUP:
            rules = [(Allow, AUTHENTICATED if who == EVERYONE else who, name) for _allow, who, name in rules]
        return [*rules, *role_rules(self.request, TAKE_PART, MODERATE), DENY_ALL]


class MeetingResource(Resource):
    """A meeting: `/groupchat/s/{session}`.

    `own`: the row of the person asking; None before they came in, and for a moderator who is none any more:
    they come in anew, like everybody else.
    """

    def __init__(self, request: Any) -> None:
        found = request.dbsession.get(ChatSession, request.matchdict["session"])
        if found is None:
            raise HTTPNotFound
        self.place = RoomResource(request, request.dbsession.get(Room, found.room_id))
        super().__init__(request, self.place)
        self.room = self.place.room
        self.chat: ChatSession = found
        own = (
            people.participant(request.dbsession, found.id, request.identity.person_id)
            if request.identity is not None
            else None
        )
        self.own = own if own is None or not own.moderating or moderates(request) else None

    @property
    def __acl__(self) -> list[Any]:
        return list(self.place.__acl__)


class InsideResource(MeetingResource):
    """A meeting for those who are in it; the others are shown the way in."""

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        if self.own is None and request.identity is not None:
            raise HTTPSeeOther(request.route_path("groupchat.enter", session=self.chat.id))


class PersonResource(MeetingResource):
    """Somebody in a meeting, for its moderators: `/groupchat/s/{session}/p/{ref}`."""

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        who = people.by_ref(request.dbsession, self.chat.id, request.matchdict["ref"])
        if who is None:
            raise HTTPNotFound
        self.who = who


class SanctionResource(MeetingResource):
    """What was decided about somebody: `/groupchat/s/{session}/decision/{sanction}`."""

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        found = request.dbsession.get(Sanction, request.matchdict["sanction"])
        if found is None or found.room_id != self.room.id:
            raise HTTPNotFound
        self.sanction = found


class AsideResource(MeetingResource):
    """Something said beside a meeting: `/groupchat/s/{session}/aside/{aside}`."""

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        found = chat.aside_in(request.dbsession, self.chat.id, request.matchdict["aside"])
        if found is None:
            raise HTTPNotFound
        self.aside = found


class MessageResource(MeetingResource):
    """One's own message in a meeting: `/groupchat/s/{session}/m/{message}`."""

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        found = chat.message_with_session(request.dbsession, request.matchdict["message"])
        if found is None or found[1].id != self.chat.id or self.own is None:
            raise HTTPNotFound
        if found[0].sender_id != self.own.person_id:
            raise HTTPNotFound
        self.message = found[0]


class Invitation(Resource):
    """The door of a closed group: `/groupchat/join/{secret}`."""

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        key = invitation_key(request.vault, request.matchdict["secret"])
        room = rooms.room_by_invitation(request.dbsession, key)
        if room is None:
            raise HTTPNotFound
        self.room = room

    @property
    def __acl__(self) -> list[Any]:
        return [*role_rules(self.request, TAKE_PART), DENY_ALL]


class ManagedRoom(Resource):
    """A room as those see it who look after it: `/groupchat/manage/{room}`."""

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        room = request.dbsession.get(Room, request.matchdict["room"])
        if room is None:
            raise HTTPNotFound
        self.room = room

    @property
    def __acl__(self) -> list[Any]:
        return [*role_rules(self.request, MANAGE), DENY_ALL]


class ManagedHours(ManagedRoom):
    """Opening hours of a room: `/groupchat/manage/{room}/hours/{hours}`."""

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        hours = request.dbsession.get(Hours, request.matchdict["hours"])
        if hours is None or hours.room_id != self.room.id:
            raise HTTPNotFound
        self.hours = hours


class ManagedDate(ManagedRoom):
    """A meeting of a room: `/groupchat/manage/{room}/dates/{session}`."""

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        found = request.dbsession.get(ChatSession, request.matchdict["session"])
        if found is None or found.room_id != self.room.id:
            raise HTTPNotFound
        self.chat = found
