"""Who is asking, and what they may do."""

from vamv.security.identity import ADVICE_SEEKER, AUTHENTICATED, EVERYONE, STAFF_ROLES, Identity
from vamv.security.people import display_names
from vamv.security.resources import Resource, role_rules

__all__ = [
    "ADVICE_SEEKER",
    "AUTHENTICATED",
    "EVERYONE",
    "STAFF_ROLES",
    "Identity",
    "Resource",
    "display_names",
    "role_rules",
]
