"""What the pages of the accounts are about, and who may see them."""

from typing import Any

from pyramid.authorization import DENY_ALL, Allow
from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther

from vamv.accounts import queries
from vamv.db.session import reading
from vamv.security.identity import FULL, STAGE_ROUTES
from vamv.security.resources import Resource, role_rules

FINISH = "accounts.finish"
MANAGE = "accounts.manage"


class Step(Resource):
    """A step of signing in: for whoever is just there, and nobody else."""

    stage = ""

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        # Somebody who is through and comes back by the browser's button.
        if request.identity is not None and request.identity.stage == FULL:
            raise HTTPSeeOther(request.route_path("portal.start"))

    @property
    def __acl__(self) -> list[Any]:
        return [(Allow, f"stage:{self.stage}", FINISH), DENY_ALL]


def step(stage: str) -> type[Step]:
    """Return the route factory for a step."""
    return type(f"Step_{stage}", (Step,), {"stage": stage})


STEPS = {route: step(stage) for stage, route in STAGE_ROUTES.items()}


class TeamMember(Resource):
    """Somebody of the team, as an administrator sees them."""

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        with reading(request) as session:
            member = queries.member(session, request.vault, request.identity, request.matchdict["id"])
        if member is None:
            raise HTTPNotFound
        self.member = member

    @property
    def __acl__(self) -> list[Any]:
        return [*role_rules(self.request, MANAGE), DENY_ALL]
