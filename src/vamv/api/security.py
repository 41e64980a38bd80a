"""Who is asking, and what they may do."""

from vamv.security.identity import ADVICE_SEEKER, AUTHENTICATED, EVERYONE, STAFF_ROLES, Identity
from vamv.security.people import display_names
from vamv.security.resources import Resource, Root, role_rules

__all__ = [
    "ADVICE_SEEKER",
    "AUTHENTICATED",
    "EVERYONE",
    "STAFF_ROLES",
    "Identity",
    "Resource",
    "Root",
    "display_names",
    "role_rules",
]
