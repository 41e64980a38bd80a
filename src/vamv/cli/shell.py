"""What `pshell development.ini` offers besides Pyramid's own names (`[pshell] setup` in the ini)."""

from collections.abc import Iterator
from typing import Any


def setup(env: dict[str, Any]) -> Iterator[None]:
    """Begin a transaction and add `dbsession`, `tm`, `vault` and `now`.

    Nothing is kept unless `tm.commit()` is called; leaving the shell rolls back.
    """
    request = env["request"]
    # a GET gets a session that only reads
    request.method = "POST"
    request.tm.begin()
    env.update(tm=request.tm, dbsession=request.dbsession, vault=request.vault, now=request.now)
    try:
        yield
    finally:
        request.tm.abort()
