"""The security policy: who is asking, and may they?"""

from typing import Any

from pyramid.authorization import ACLHelper, Everyone
from pyramid.request import RequestLocalCache

from vamv.db.session import reading
from vamv.security import sessions
from vamv.security.cookies import current_token
from vamv.security.identity import EVERYONE, VISITOR, Identity
from vamv.security.people import open_name


class SecurityPolicy:
    """Identity from the session table, permission from the access rules of the resource."""

    def __init__(self) -> None:
        self._acl = ACLHelper()
        self._identities = RequestLocalCache(self._load_identity)

    def _load_identity(self, request: Any) -> Identity | None:
        found = request.found_session
        if found is None:
            return None
        return Identity(
            person_id=found.person_id,
            roles=found.roles,
            session_id=found.session_id,
            stage=found.stage,
            display_name=open_name(request.vault, found.person_id, found.name_sealed),
            locale=found.locale,
        )

    def look_again(self, request: Any) -> None:
        """Forget who is asking: this request has just signed somebody in or moved their session on."""
        self._identities.clear(request)

    def identity(self, request: Any) -> Identity | None:
        identity: Identity | None = self._identities.get_or_create(request)
        return identity

    def authenticated_userid(self, request: Any) -> str | None:
        identity = self.identity(request)
        return None if identity is None else identity.person_id

    def permits(self, request: Any, context: Any, permission: str) -> Any:
        identity = self.identity(request)
        principals = {EVERYONE, VISITOR} if identity is None else identity.principals
        # The deny at the end of each resource is written for Pyramid's own name for everybody. Without it the
        # question would go on to the parent, which knows roles and not whose object this is.
        return self._acl.permits(context, {*principals, Everyone}, permission)

    # The view that signs somebody in calls `vamv.security.signing.sign_in`, which needs more than a name.
    def remember(self, request: Any, userid: str, **kw: Any) -> list[tuple[str, str]]:
        return []

    def forget(self, request: Any, **kw: Any) -> list[tuple[str, str]]:
        return []


def found_session(request: Any) -> sessions.Found | None:
    """Return the living session of this browser, looked up once a request."""
    token = current_token(request)
    if token is None:
        return None
    with reading(request) as session:
        return sessions.find(session, request.registry.settings, token, request.now)
