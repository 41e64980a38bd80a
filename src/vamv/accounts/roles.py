"""What the roles are called on pages."""

from collections.abc import Iterable
from typing import Any

from vamv.i18n.strings import _
from vamv.security.identity import ROLES

LABELS = {
    "advice_seeker": _("role-advice-seeker", default="Ratsuchend"),
    "counsellor": _("role-counsellor", default="Beratung"),
    "moderator": _("role-moderator", default="Moderation"),
    "expert": _("role-expert", default="Fachgast"),
    "coordinator": _("role-coordinator", default="Leitung"),
    "administrator": _("role-administrator", default="Verwaltung der Technik"),
    "auditor": _("role-auditor", default="Prüfung"),
}


def role_labels(request: Any, roles: Iterable[str]) -> list[str]:
    """Return the names of these roles in the language of the request, always in the same order."""
    return [request.localizer.translate(LABELS[role]) for role in ROLES if role in set(roles)]
