"""What a page of the letter box may ask over its socket."""

from typing import Any

from vamv.api.realtime import Namespace
from vamv_tiny import queries


class Box(Namespace):
    """Tells what is new without the page being loaded again."""

    def on_newest(self, request: Any, data: Any) -> dict[str, Any]:
        slips = queries.newest(request.dbsession, request.identity, 20)
        return {"slips": [{"id": slip.id, "text": slip.text} for slip in slips]}
