"""What has happened, told to other parts: at once, or through the worker."""

from vamv.jobs.events import announce, later

__all__ = ["announce", "later"]
