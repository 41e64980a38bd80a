"""Stretching passwords behind the gate that bounds how many are stretched at once."""

from dataclasses import dataclass, field

from vamv.vault.passwords import (
    HashingGate,
    HashParameters,
    Stretched,
    new_salt,
    stretch,
    stretch_for_nobody,
)


@dataclass(frozen=True)
class NewPassword:
    """A password, stretched and ready to be stored."""

    salt: bytes = field(repr=False)
    parameters: HashParameters
    stretched: Stretched


class Hasher:
    """Stretches passwords at today's price. Slow: use it before the database is touched.

    Every method raises Busy when too many passwords are stretched already.
    """

    def __init__(self, parameters: HashParameters, gate: HashingGate) -> None:
        self._parameters = parameters
        self._gate = gate

    def new(self, password: str) -> NewPassword:
        """Stretch a password that somebody has chosen, with a salt of its own."""
        salt = new_salt()
        return NewPassword(salt, self._parameters, self.again(password, salt, self._parameters))

    def again(self, password: str, salt: bytes, parameters: HashParameters) -> Stretched:
        """Stretch a password as it was when it was chosen."""
        with self._gate:
            return stretch(password, salt, parameters)

    def for_nobody(self, password: str) -> None:
        """Do the same work for an account that does not exist."""
        with self._gate:
            stretch_for_nobody(password, self._parameters)

    def is_outdated(self, parameters: HashParameters) -> bool:
        """Tell whether a password was stretched at another price than today's."""
        return parameters != self._parameters
