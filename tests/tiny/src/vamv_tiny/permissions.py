"""Who may do what in the letter box, unless the chapter says otherwise."""

from typing import Any

from vamv_tiny import _

STAFF = ("moderator", "coordinator")


def includeme(config: Any) -> None:
    config.add_permission(
        "tiny.read",
        _("tiny-permission-read", default="Zettel lesen"),
        _("tiny-permission-read-text", default="Darf lesen, was im Briefkasten liegt."),
        roles=("authenticated",),
    )
    config.add_permission(
        "tiny.write",
        _("tiny-permission-write", default="Zettel schreiben"),
        _("tiny-permission-write-text", default="Darf Zettel in den Briefkasten werfen und sich bedanken."),
        roles=("authenticated",),
    )
    config.add_permission(
        "tiny.care",
        _("tiny-permission-care", default="Briefkasten betreuen"),
        _("tiny-permission-care-text", default="Darf auch zurückgehaltene Zettel lesen."),
        roles=STAFF,
    )
