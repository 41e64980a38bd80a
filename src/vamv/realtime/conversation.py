"""A namespace for conversations: subscribe, fetch what was missed, and be told what is new."""

from dataclasses import dataclass, replace
from typing import Any

from vamv.realtime.delivery import PAGE
from vamv.realtime.namespace import Namespace
from vamv.realtime.portal import Refused
from vamv.realtime.sockets import ROOMS_OF_A_SOCKET, Socket

ID_LENGTH = 26


@dataclass(frozen=True)
class Entered:
    """Somebody may read a conversation, which is at `last_seq`.

    `audience`: whoever has the same word sees exactly the same rows in the same language; put into it
    whatever makes a difference (a moderator's buttons, whom they have blocked). Rows up to `last_seq` are
    never pushed to them, they ask for what they may have of those.
    `own`: what only this person's page shows (muted, something new from the moderators), in any word; the
    page is told when it has changed.
    """

    last_seq: int
    audience: str = ""
    own: str = ""


@dataclass(frozen=True)
class Batch:
    """Rows for a page: `{"seq": 7, "node": …}`, in order.

    `upto`: the number of the last row that was looked at, shown or not; what comes next lies behind it.
    `more`: there may be more behind it now.
    """

    rows: list[dict[str, Any]]
    upto: int
    more: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Return what a page is answered, over its socket or by a view."""
        return {"rows": self.rows, "upto": self.upto, "more": self.more}


class ConversationNamespace(Namespace):
    """Answers the events of conversations of one kind. A part says:

    - `conversation`: the model (`ConversationMixin`) whose rows these are;
    - `enter(request, conversation_id)`: returns Entered, raises Refused. Asked at the start, at each
      fetch, every minute, and whenever the rights of the person change;
    - `rows(request, conversation_id, after, limit)`: returns the Batch behind `after`;
    - `hint_only`: pages are told that there is something new and fetch it themselves.

    Both are called in a thread, with a request that reads as the person.
    """

    conversation: Any
    hint_only = False

    @property
    def topic(self) -> str:
        """Under what name hints about these conversations come."""
        return str(self.conversation.__tablename__)

    def enter(self, request: Any, conversation_id: str) -> Entered:
        """Return what somebody may read here, or raise Refused."""
        raise NotImplementedError

    def rows(self, request: Any, conversation_id: str, after: int, limit: int) -> Batch:
        """Return at most `limit` rows behind number `after`."""
        raise NotImplementedError

    async def handle(self, socket: Socket, event: Any, data: Any) -> dict[str, Any] | None:
        """Answer the events of every conversation, and leave the others to the part."""
        if event == "subscribe":
            return await self._subscribe(socket, _conversation(data))
        if event == "fetch":
            return await self._fetch(socket, _conversation(data), data)
        if event == "leave":
            self.hub.delivery.leave(socket, _conversation(data))
            return None
        return await super().handle(socket, event, data)

    async def check(self, socket: Socket) -> None:
        """Ask anew what somebody may read; raise Refused if they may not even be connected."""
        ids = tuple(socket.rooms)

        def work(request: Any) -> dict[str, Any]:
            return {each: self._seen(request, each) for each in ids}

        found = await self.hub.portal.run(socket.environ, self.permission, work, write=False)
        for conversation_id, seen in found.items():
            if conversation_id not in socket.rooms:
                continue
            if isinstance(seen, Refused):
                self.hub.delivery.leave(socket, conversation_id)
                told = {"conversation": conversation_id, "code": seen.code}
                await self.emit("left", told, to=socket.sid)
                continue
            if seen.audience != socket.rooms[conversation_id]:
                self.hub.delivery.join(socket, conversation_id, seen.audience, seen.last_seq)
                # What others see is new to them: the page is asked to look.
                told = {"conversation": conversation_id, "last": seen.last_seq}
                await self.emit("hint", told, to=socket.sid)
            if seen.own != socket.own.get(conversation_id):
                socket.own[conversation_id] = seen.own
                await self.emit("own", {"conversation": conversation_id}, to=socket.sid)

    async def load(self, socket: Socket, conversation_id: str, after: int, limit: int) -> tuple[str, Batch]:
        """Return the audience of somebody now, and the rows behind `after` as they see them."""

        def work(request: Any) -> tuple[str, Batch]:
            entered = self._entered(request, conversation_id)
            return entered.audience, self.rows(request, conversation_id, after, limit)

        found: tuple[str, Batch] = await self.hub.portal.run(
            socket.environ, self.permission, work, write=False
        )
        return found

    async def _subscribe(self, socket: Socket, conversation_id: str) -> dict[str, Any]:
        if conversation_id not in socket.rooms and len(socket.rooms) >= ROOMS_OF_A_SOCKET:
            raise Refused("too_many")
        entered = await self.hub.portal.run(
            socket.environ,
            self.permission,
            lambda request: self._entered(request, conversation_id),
            write=False,
        )
        if self.hub.sockets.get(socket.sid) is not None:
            self.hub.delivery.join(socket, conversation_id, entered.audience, entered.last_seq)
            socket.own[conversation_id] = entered.own
        return {"last": entered.last_seq}

    async def _fetch(self, socket: Socket, conversation_id: str, data: dict[str, Any]) -> dict[str, Any]:
        after = data.get("after")
        if not isinstance(after, int) or isinstance(after, bool) or not 0 <= after < 2**31:
            raise Refused("malformed")
        if conversation_id not in socket.rooms:
            raise Refused("not_subscribed")
        _audience, batch = await self.load(socket, conversation_id, after, PAGE)
        return batch.as_dict()

    def _entered(self, request: Any, conversation_id: str) -> Entered:
        entered = self.enter(request, conversation_id)
        return replace(entered, audience=f"{request.locale_name} {entered.audience}")

    def _seen(self, request: Any, conversation_id: str) -> Entered | Refused:
        try:
            return self._entered(request, conversation_id)
        except Refused as refused:
            return refused


def _conversation(data: Any) -> str:
    found = data.get("conversation") if isinstance(data, dict) else None
    if not isinstance(found, str) or len(found) != ID_LENGTH:
        raise Refused("malformed")
    return found
