"""Durable before acknowledged, seen from outside (R10): the system's own record of what the server asked of it.

Between the bytes of a message and those of its answer, the message is written to SQLite's log and the log is
brought to the disk (`fdatasync`), which is over before the answer begins. strace writes it down; the checker reads
that alone. Half of the messages come over a socket, half by a form, one after the other, so that no other
message's turn can be taken for this one's. In full: 100 of them, else 20.
"""

import re
import time
from dataclasses import dataclass, field

import pytest
from kites_clients import PageClient, SocketClient
from kites_run import LONG, play
from own_redis import needed_program

MESSAGES = 50 if LONG else 10  # of each kind
# Calls that bring bytes in, that write files and bring them to the disk, that send bytes out.
CALLS = "recvfrom,recvmsg,read,pwrite64,write,fdatasync,fsync,sendto,sendmsg,writev"
CALL = re.compile(r"^(?P<task>\d+) +(?P<at>[\d.]+) (?P<name>\w+)\((?P<file>\d+<[^>]*>(?:\S*>)?)(?P<rest>.*)$")
RESUMED = re.compile(r"^(?P<task>\d+) +(?P<at>[\d.]+) <\.\.\. (?P<name>\w+) resumed>(?P<rest>.*)$")
RESULT = re.compile(r"= (-?\d+)(?: .*)?<([\d.]+)>$")
ACKNOWLEDGED = re.compile(r'43/kite,\d+\[\{\\"seq\\"|HTTP/1\.1 303')
A_MESSAGE = 60  # bytes: the least a message needs; what a page says by itself (a pong) is shorter


@dataclass
class Call:
    """One call of the system: when it began and ended (seconds), on which file, with what bytes."""

    name: str
    file: str
    began: float
    text: str = ""
    ended: float = field(default=float("inf"))
    result: int = -1


@pytest.mark.plugins
@pytest.mark.parametrize("kind", [SocketClient, PageClient])
def test_nothing_is_acknowledged_before_it_is_on_the_disk(place, tell, kind):
    """R10."""
    strace = needed_program("strace", "strace")
    trace = place.folder / "strace.txt"
    prefix = (strace, "-D", "-f", "-ttt", "-T", "-y", "-s", "400", "-e", f"trace={CALLS}", "-o", str(trace))
    room = place.room()
    with place.serving(prefix=prefix) as (server,):
        client = place.client(kind, [server.port], room, count=MESSAGES, gap=0.05)
        play(place, [client], limit=120)
    assert client.done
    _wait_for_the_end(trace, server.process.pid)
    calls = read(trace)
    durable = [is_durable(calls, answer) for answer in calls if is_acknowledgement(answer)]
    tell(f"{sum(durable)} of {len(durable)} acknowledgements after a completed fdatasync")
    assert len(durable) == MESSAGES
    assert all(durable)


def _wait_for_the_end(trace, process):
    """strace is nobody's child here (`-D`), and may be a moment behind the server."""
    deadline = time.monotonic() + 10
    while not re.search(rf"^{process} .*\+\+\+", trace.read_text(errors="replace"), re.MULTILINE):
        assert time.monotonic() < deadline, "strace did not come to its end"
        time.sleep(0.05)


def is_acknowledgement(call):
    """Tell whether these bytes say that a message is stored."""
    return call.name in ("sendto", "sendmsg", "write", "writev") and ACKNOWLEDGED.search(call.text)


def is_durable(calls, answer):
    """Tell whether something was written to the log and brought to the disk between a message and its answer."""
    came = max(
        call.ended
        for call in calls
        if call.file == answer.file
        and call.name in ("recvfrom", "recvmsg", "read")
        and call.result >= A_MESSAGE
        and call.ended <= answer.began
    )
    written = [
        call.ended
        for call in calls
        if call.name in ("pwrite64", "write") and ".sqlite-wal" in call.file and came <= call.began
    ]
    return any(
        call.name in ("fdatasync", "fsync")
        and ".sqlite-wal" in call.file
        and call.result == 0
        and any(each <= call.began for each in written)
        and call.ended <= answer.began
        for call in calls
    )


def read(trace):
    """Return the calls in a file that strace wrote, those put together again that it shows in two parts."""
    calls, open_calls = [], {}
    for line in trace.read_text(errors="replace").splitlines():
        if match := RESUMED.match(line):
            call = open_calls.pop((match["task"], match["name"]), None)
            if call is not None:
                _end(call, match["rest"])
        elif match := CALL.match(line):
            call = Call(match["name"], match["file"], float(match["at"]))
            calls.append(call)
            if match["rest"].endswith("<unfinished ...>"):
                open_calls[match["task"], match["name"]] = call
                call.text = match["rest"]
            else:
                _end(call, match["rest"])
    return calls


def _end(call, rest):
    call.text += rest
    if found := RESULT.search(rest):
        call.result, took = int(found[1]), float(found[2])
        call.ended = call.began + took
