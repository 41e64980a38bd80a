"""More passwords at once than the machine can check: come back in a moment."""

from typing import Any

from pyramid.view import exception_view_config

from vamv.vault.passwords import Busy
from vamv.web.errors import error_page


@exception_view_config(Busy)
def busy(error: Busy, request: Any) -> Any:
    return error_page(request, 503, retry_after=error.retry_after)
