"""What the addresses of notifications lead to."""

from typing import Any

from pyramid.authorization import DENY_ALL, Allow
from pyramid.httpexceptions import HTTPNotFound

from vamv.notifications.models import Notification
from vamv.security.resources import Resource


class OwnNotification(Resource):
    """One notification, for the person it is for and nobody else."""

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        found = request.dbsession.get(Notification, request.matchdict["id"])
        if found is None:
            raise HTTPNotFound
        self.notification: Notification = found

    @property
    def __acl__(self) -> list[Any]:
        return [(Allow, f"person:{self.notification.person_id}", "notifications.own"), DENY_ALL]
