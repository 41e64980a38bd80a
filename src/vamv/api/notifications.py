"""What people are told by a plugin: declared with `config.add_notification_type`."""

from vamv.notifications.services import notify

__all__ = ["notify"]
