"""Requests as a browser sends them, one connection for each, and what a page of the small chat says."""

import asyncio
import html
import re
from dataclasses import dataclass
from urllib.parse import urlencode

PAGE = 100  # rows on a page, as `kites_pages` has it
LINE = re.compile(r'<li class="bubble" data-seq="(\d+)".*?<p data-text="">(.*?)</p></li>', re.DOTALL)
FIELD = re.compile(r'name="(csrf_token|client_id)" value="([^"]+)"')


class NoAnswer(Exception):
    """The connection ended before the whole answer was there, or the server has failed."""


@dataclass
class Answer:
    """What the server said."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def fields(self):
        """The hidden fields of the form."""
        return dict(FIELD.findall(self.body.decode()))

    @property
    def lines(self):
        """The numbers and texts that the page shows."""
        return [(int(seq), html.unescape(text)) for seq, text in LINE.findall(self.body.decode())]


async def ask(port, path, token, fields=None, *, patience):
    """Get a page, or with `fields` send a form; raise NoAnswer unless there is a whole answer.

    `patience`: seconds.
    """
    body = urlencode(fields).encode() if fields is not None else b""
    head = [
        f"{'GET' if fields is None else 'POST'} {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "Connection: close",
        *([f"Cookie: s={token}"] if token else []),
    ]
    if fields is not None:
        head += [
            "Origin: null",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
        ]
    try:
        async with asyncio.timeout(patience):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                writer.write("\r\n".join([*head, "", ""]).encode() + body)
                answer = await _read(reader)
            finally:
                writer.close()
    except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
        raise NoAnswer from error
    if answer.status >= 500:
        raise NoAnswer
    return answer


async def _read(reader):
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    pairs = (line.split(": ", 1) for line in head[1:] if line)
    headers = {name.lower(): value for name, value in pairs}
    return Answer(int(head[0].split()[1]), headers, await reader.readexactly(int(headers["content-length"])))
