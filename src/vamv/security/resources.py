"""What a URL leads to: a resource with its access rules. A route factory finds it or answers 404."""

from typing import Any

from pyramid.authorization import DENY_ALL, Allow

from vamv.security.permissions import permissions

_ROOT_RULES = "vamv.root_rules"


def role_rules(request: Any, *names: str) -> list[tuple[str, str, str]]:
    """Return access rules that grant these permissions to the roles that have them."""
    known = permissions(request.registry)
    return [(Allow, principal, name) for name in names for principal in known[name].principals]


class Root:
    """The resource of every page that is about no object: what a role may do anywhere."""

    __parent__ = None
    __name__ = ""

    def __init__(self, request: Any) -> None:
        self.request = request

    @property
    def __acl__(self) -> list[Any]:
        # Asked for every menu entry of every page; what is declared does not change once the portal runs.
        registry = self.request.registry
        rules: list[Any] | None = registry.get(_ROOT_RULES)
        if rules is None:
            rules = registry[_ROOT_RULES] = [*role_rules(self.request, *permissions(registry)), DENY_ALL]
        return rules


class Resource:
    """An object at an address. Subclasses give `__acl__`, which ends in an explicit deny."""

    __name__ = ""

    def __init__(self, request: Any, parent: Any = None) -> None:
        self.request = request
        self.__parent__ = Root(request) if parent is None else parent

    @property
    def __acl__(self) -> list[Any]:
        return [DENY_ALL]
