"""From a hint to the pages: new rows are loaded once for all who see the same, and pushed in their order.

Those in a conversation who see the same (the same language, the same rights, nobody blocked) are an
audience. A hint makes each audience of its conversation load what is new, on behalf of one of its members
and in that member's own rights; hints that come meanwhile are merged. Nothing here is needed after the
process has died: a page asks for what it has missed.
"""

import asyncio
import logging
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv.realtime.portal import Refused
from vamv.realtime.sockets import Socket

if TYPE_CHECKING:
    from vamv.realtime.hub import Hub

log = logging.getLogger(__name__)

PAGE = 100  # rows at a time
COMPARED = 500  # conversations in one query


@dataclass(eq=False)
class Group:
    """An audience. `sent`: up to where it knows everything; `wanted`: the latest number heard of.

    `arriving`: who came when more had been stored than `sent`, and at what number. They join the members once
    that is out: they may have no right to what was said before they came, and ask for the rest themselves.
    """

    namespace: Any
    conversation_id: str
    audience: str
    sent: int
    wanted: int
    members: set[Socket] = field(default_factory=set)
    arriving: dict[Socket, int] = field(default_factory=dict)
    running: bool = False

    @property
    def room(self) -> str:
        """The library's name for these connections."""
        return f"{self.conversation_id} {self.audience}"


class Delivery:
    """Pushes what is new to the sockets of this process."""

    def __init__(self, hub: "Hub") -> None:
        self._hub = hub
        self._groups: dict[tuple[str, str], dict[str, Group]] = {}

    def join(self, socket: Socket, conversation_id: str, audience: str, last_seq: int) -> None:
        """Push to this socket what comes behind `last_seq`; it asks for the rest itself."""
        before = socket.rooms.get(conversation_id)
        if before == audience:
            return
        if before is not None:
            self.leave(socket, conversation_id)
        groups = self._groups.setdefault((socket.namespace.topic, conversation_id), {})
        group = groups.get(audience)
        if group is None:
            group = groups[audience] = Group(socket.namespace, conversation_id, audience, last_seq, last_seq)
        socket.rooms[conversation_id] = audience
        group.arriving[socket] = last_seq
        self._let_in(group)
        self.hint(socket.namespace.topic, conversation_id, last_seq)

    def leave(self, socket: Socket, conversation_id: str) -> None:
        """Push nothing more of this conversation to a socket."""
        audience = socket.rooms.pop(conversation_id, None)
        place = (socket.namespace.topic, conversation_id)
        groups = self._groups.get(place, {})
        group = groups.get(audience) if audience is not None else None
        if group is None:
            return
        if group.arriving.pop(socket, None) is None:
            group.members.discard(socket)
            self._hub.engine.manager.basic_leave_room(socket.sid, socket.namespace.namespace, group.room)
        if not group.members and group.arriving:
            # Nobody is left for whom the rest would be loaded.
            group.sent = max(group.sent, *group.arriving.values())
            self._let_in(group)
        elif not group.members:
            del groups[group.audience]
            if not groups:
                del self._groups[place]

    def hint(self, topic: str, conversation_id: str, seq: int) -> None:
        """A conversation is at `seq` now."""
        for group in self._groups.get((topic, conversation_id), {}).values():
            group.wanted = max(group.wanted, seq)
            if group.wanted > group.sent and not group.running:
                group.running = True
                self._hub.start(self._catch_up(group))

    def _let_in(self, group: Group) -> list[Socket]:
        """Make members of those who came at a number that is out by now; return who they are."""
        found = [socket for socket, seq in group.arriving.items() if seq <= group.sent]
        for socket in found:
            del group.arriving[socket]
            group.members.add(socket)
            self._hub.engine.manager.basic_enter_room(socket.sid, socket.namespace.namespace, group.room)
        return found

    async def compare(self) -> None:
        """Look at the numbers of all conversations that somebody here has open: a hint may have been lost."""
        open_now: dict[str, tuple[Any, list[str]]] = {}
        for (topic, conversation_id), groups in self._groups.items():
            namespace = next(iter(groups.values())).namespace
            open_now.setdefault(topic, (namespace, []))[1].append(conversation_id)
        for topic, (namespace, ids) in open_now.items():
            for start in range(0, len(ids), COMPARED):
                part = ids[start : start + COMPARED]
                found = await self._hub.portal.in_thread(partial(self._numbers, namespace, part))
                for conversation_id, seq in found:
                    self.hint(topic, conversation_id, seq)

    def _numbers(self, namespace: Any, ids: list[str]) -> Any:
        table = namespace.conversation
        with Session(self._hub.portal.registry["vamv.engine"]) as session:
            return session.execute(select(table.id, table.last_seq).where(table.id.in_(ids))).all()

    async def _catch_up(self, group: Group) -> None:
        try:
            while group.members and group.wanted > group.sent:
                if not await self._push(group):
                    return
        finally:
            group.running = False

    async def _push(self, group: Group) -> bool:
        """Push the next rows; return whether it makes sense to go on."""
        namespace = group.namespace
        if namespace.hint_only:
            group.sent = group.wanted
            told = {"conversation": group.conversation_id, "last": group.sent}
            await namespace.emit("hint", told, room=group.room)
            return True
        member, sent = next(iter(group.members)), group.sent
        try:
            audience, batch = await namespace.load(member, group.conversation_id, sent, PAGE)
        except Refused:
            await self._hub.check(member)
            # Whoever may not see this any more has been taken out; another one is asked next.
            return member not in group.members
        if audience != group.audience:
            await self._hub.check(member)
            return member not in group.members
        if group.sent != sent:
            # All have left meanwhile, and these rows are not for those who came.
            return True
        if batch.upto <= group.sent:
            # The hint was ahead of what can be read here; another one or the comparison comes.
            return False
        told = {
            "conversation": group.conversation_id,
            "after": sent,
            "upto": batch.upto,
            "rows": batch.rows,
        }
        group.sent = batch.upto
        await namespace.emit("rows", told, room=group.room)
        for socket in self._let_in(group):
            # Between their own asking and now they have heard nothing.
            told = {"conversation": group.conversation_id, "last": group.sent}
            await namespace.emit("hint", told, to=socket.sid)
        await asyncio.sleep(0)
        return True
