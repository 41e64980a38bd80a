"""What the addresses of the letter box lead to."""

from typing import Any

from pyramid.authorization import DENY_ALL
from pyramid.httpexceptions import HTTPNotFound

from vamv.api.security import Resource, role_rules
from vamv_tiny.models import Slip


class SlipResource(Resource):
    """A slip; one that is held or hidden only for those who look after the box."""

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        slip = request.dbsession.get(Slip, request.matchdict["id"])
        if slip is None:
            raise HTTPNotFound
        self.slip: Slip = slip

    @property
    def __acl__(self) -> list[Any]:
        shown = not self.slip.held and self.slip.hidden_reason is None
        names = ("tiny.read", "tiny.write") if shown else ()
        care = [(allow, who, "tiny.read") for allow, who, _name in role_rules(self.request, "tiny.care")]
        return [*role_rules(self.request, *names), *care, DENY_ALL]
