"""The steps of signing in, and in which order."""

from dataclasses import dataclass

from vamv.security.identity import ENROL, FULL, NEW_CODE, NEW_PASSWORD, SECOND_FACTOR


@dataclass(frozen=True)
class Needs:
    """What an account has, and what its person must have."""

    has_factor: bool
    needs_factor: bool
    has_spare_codes: bool
    has_recovery_code: bool


def next_stage(needs: Needs, *, proved: bool, recovering: bool) -> str:
    """Return what is still missing, `full` when nothing is.

    `proved`: the second factor has been shown in this session. `recovering`: the session was begun with the
    recovery code.
    """
    if needs.has_factor and not proved:
        return SECOND_FACTOR
    if needs.needs_factor and not (needs.has_factor and needs.has_spare_codes):
        return ENROL
    if recovering:
        return NEW_PASSWORD
    if not needs.has_recovery_code:
        return NEW_CODE
    return FULL
