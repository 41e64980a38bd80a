"""Who is asking, and what they may do."""

from vamv.accounts.policy.names import fold as fold_name
from vamv.accounts.services.registration import is_taken as is_account_name
from vamv.accounts.services.registration import people_named, person_named, suggest_names
from vamv.security.identity import ADVICE_SEEKER, AUTHENTICATED, EVERYONE, STAFF_ROLES, Identity
from vamv.security.people import display_names, open_name, sealed_name
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
    "fold_name",
    "is_account_name",
    "open_name",
    "people_named",
    "person_named",
    "role_rules",
    "sealed_name",
    "suggest_names",
]
