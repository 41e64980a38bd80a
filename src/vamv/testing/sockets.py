"""A real Socket.IO client against a real server: `realtime_client(person, "/kite")`."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from vamv.testing.live import LiveServer
from vamv.testing.looks import needed
from vamv.testing.people import TestPerson
from vamv.vault.tokens import csrf_token

PATIENCE = 10  # seconds to wait for an answer or an event


class RealtimeClient:
    """What a page does over its socket. `token`: of its session; `heard`: all events with their data."""

    def __init__(self, url: str, namespace: str, token: str, csrf: str | None = None) -> None:
        self.token = token
        self.heard: list[tuple[str, Any]] = []
        self._news = threading.Condition()
        self._namespace = namespace
        self._client = needed("socketio").Client(reconnection=False, handle_sigint=False)
        self._client.on("*", self._take, namespace=namespace)
        self._client.on("disconnect", lambda _reason: self._take("disconnect"), namespace=namespace)
        self._client.connect(
            url,
            headers={"Cookie": f"s={token}"},
            auth={"csrf": csrf_token(token) if csrf is None else csrf},
            namespaces=[namespace],
            transports=["websocket"],
        )

    @property
    def connected(self) -> bool:
        """Whether the server still keeps this connection to the namespace."""
        return self._namespace in self._client.namespaces

    def ask(self, event: str, data: Any = None) -> Any:
        """Send an event and return the answer."""
        return self._client.call(event, data, namespace=self._namespace, timeout=PATIENCE)

    def wait(self, event: str, where: Callable[[Any], bool] = lambda _data: True) -> Any:
        """Wait for an event whose data are as wanted, now or before, and return its data."""

        def found() -> list[Any]:
            return [data for name, data in self.heard if name == event and where(data)]

        with self._news:
            assert self._news.wait_for(found, PATIENCE), f"no {event} among {self.heard}"
            return found()[0]

    def wait_until_closed(self) -> None:
        """Wait until the server has ended the connection to the namespace."""
        with self._news:
            assert self._news.wait_for(lambda: not self.connected, PATIENCE)

    def close(self) -> None:
        """Hang up."""
        self._client.disconnect()

    def _take(self, event: str, *data: Any) -> None:
        with self._news:
            self.heard.append((event, data[0] if data else None))
            self._news.notify_all()


@pytest.fixture
def realtime_client(live_server: LiveServer) -> Iterator[Callable[..., RealtimeClient]]:
    """Connect somebody: `realtime_client(person, "/kite")`; with `token`, in a session that exists."""
    clients = []

    def make(person: TestPerson | None, namespace: str, token: str | None = None) -> RealtimeClient:
        if token is None:
            assert person is not None
            token = live_server.token(person)
        clients.append(RealtimeClient(live_server.url, namespace, token))
        return clients[-1]

    yield make
    for client in clients:
        client.close()
