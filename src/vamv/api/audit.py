"""The log of what was done, for actions of a plugin that somebody may have to account for later."""

from vamv.audit.services import record

__all__ = ["record"]
