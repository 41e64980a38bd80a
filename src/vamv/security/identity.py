"""Who is asking: the facts about the person that decide what they may do."""

from dataclasses import dataclass

EVERYONE = "everyone"
AUTHENTICATED = "authenticated"
VISITOR = "visitor"

ADVICE_SEEKER = "advice_seeker"
ROLES = (
    ADVICE_SEEKER,
    "counsellor",
    "moderator",
    "expert",
    "coordinator",
    "administrator",
    "auditor",
)
STAFF_ROLES = frozenset(ROLES) - {ADVICE_SEEKER}
# Whoever keeps the machine running never reads what people write, so these do not combine.
ADMINISTRATOR_EXCLUDES = frozenset({"counsellor", "moderator", "expert"})

FULL = "full"
# Stages of a session that is not complete: what the person has to do next.
SECOND_FACTOR = "second_factor"
ENROL = "enrol"
NEW_PASSWORD = "new_password"  # noqa: S105 - a name of a step
NEW_CODE = "new_code"
# Where each of them is done.
STAGE_ROUTES = {
    SECOND_FACTOR: "accounts.second_factor",
    ENROL: "accounts.enrol",
    NEW_PASSWORD: "accounts.new_password",
    NEW_CODE: "accounts.new_code",
}


@dataclass(frozen=True)
class Identity:
    """The person behind a request; `stage` other than `full` means that signing in is not finished."""

    person_id: str
    roles: frozenset[str]
    session_id: str
    stage: str
    display_name: str
    locale: str | None

    @property
    def is_staff(self) -> bool:
        return bool(self.roles & STAFF_ROLES)

    @property
    def principals(self) -> frozenset[str]:
        """The names under which access rules may allow this person something."""
        if self.stage != FULL:
            return frozenset({EVERYONE, f"stage:{self.stage}"})
        return frozenset(
            {EVERYONE, AUTHENTICATED, f"person:{self.person_id}", *(f"role:{role}" for role in self.roles)}
        )


def role_problem(roles: frozenset[str]) -> str | None:
    """Return why a set of roles is not allowed: `unknown` or `administrator_reads`; None when it is."""
    if not roles <= set(ROLES):
        return "unknown"
    if "administrator" in roles and roles & ADMINISTRATOR_EXCLUDES:
        return "administrator_reads"
    return None
