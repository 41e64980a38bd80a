"""Names people choose for themselves: the same rules as for an account, for another name in a plugin.

    name = accept_name(form, field="alias_name")    # None: the form says what is wrong

`name_hints(name)` has sentences about what a name gives away.
"""

from vamv.accounts.checks import NAME_TAKEN, accept_name, name_hints
from vamv.accounts.policy.names import LONGEST
from vamv.accounts.words import suggest_pseudonym

__all__ = ["LONGEST", "NAME_TAKEN", "accept_name", "name_hints", "suggest_pseudonym"]
