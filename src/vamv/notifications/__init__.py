"""Notifications: what is new for a person, in the portal and, if they want, by neutral mail."""

from datetime import timedelta
from typing import Any

from vamv.i18n.strings import _
from vamv.notifications.delivery import deliver
from vamv.notifications.directives import add_notification_type
from vamv.notifications.services import JOB, forget


def includeme(config: Any) -> None:
    config.add_directive("add_notification_type", add_notification_type)
    config.add_permission(
        "notifications.own",
        _("permission-notifications", default="Neuigkeiten lesen"),
        _(
            "permission-notifications-description",
            default="Die eigenen Neuigkeiten lesen und einstellen, worüber und wie man sie bekommt.",
        ),
        roles=("authenticated",),
    )
    config.add_job(JOB, deliver)
    config.add_retention_rule(
        "notifications",
        _("retention-notifications", default="Hinweise auf Neues im Portal"),
        timedelta(days=90),
        forget,
    )
    config.include("vamv.notifications.views")
