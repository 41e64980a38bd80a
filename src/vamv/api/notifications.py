"""What people are told by a plugin: declared with `config.add_notification_type`."""

from vamv.notifications.services import notify, seen

__all__ = ["notify", "seen"]
