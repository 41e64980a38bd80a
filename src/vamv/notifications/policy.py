"""What counts as an e-mail address. Whether somebody reads it shows in the code, not here."""

import re

_LOCAL = re.compile(r"(?=.{1,64}\Z)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"(?=.{4,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
# Python translates these by an old rule (RFC 3490), which leads to another domain than the present one.
_AMBIGUOUS = re.compile("[ßς\u200c\u200d]")


def mail_address(text: str) -> str | None:
    """Return the address as mail servers take it, umlauts in its domain translated; None if it is none."""
    local, _at, domain = text.rpartition("@")
    if _AMBIGUOUS.search(domain):
        return None
    try:
        domain = domain.lower().encode("idna").decode("ascii")
    except UnicodeError:
        return None
    if not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        return None
    return f"{local}@{domain}"
