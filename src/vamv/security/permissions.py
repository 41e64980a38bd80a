"""Permissions: each declared where it is needed, with a sentence, and granted to roles by default."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pyramid.exceptions import ConfigurationError

from vamv.security.identity import AUTHENTICATED, EVERYONE, ROLES, VISITOR

REGISTRY_KEY = "vamv.permissions"


@dataclass(frozen=True)
class Permission:
    """A permission, what it lets a person do in words for a chapter, and the roles that have it."""

    name: str
    label: Any
    description: Any
    roles: tuple[str, ...]

    @cached_property
    def principals(self) -> tuple[str, ...]:
        pseudo = {EVERYONE, AUTHENTICATED, VISITOR}
        return tuple(role if role in pseudo else f"role:{role}" for role in self.roles)


def add_permission(config: Any, name: str, label: Any, description: Any, roles: tuple[str, ...] = ()) -> None:
    """Declare a permission. `roles` may hold role names, `everyone`, `authenticated` and `visitor`.

    A chapter replaces the roles by `vamv.permission.<name>` in its ini. Raises ConfigurationError for a role
    that does not exist.
    """
    roles = tuple(config.registry.settings.get(f"vamv.permission.{name}", roles))
    unknown = set(roles) - {*ROLES, EVERYONE, AUTHENTICATED, VISITOR}
    if unknown:
        raise ConfigurationError(f"permission {name}: no such role: {', '.join(sorted(unknown))}")
    permission = Permission(name, label, description, roles)

    def register() -> None:
        config.registry.setdefault(REGISTRY_KEY, {})[name] = permission

    intr = config.introspectable("vamv permissions", name, name, "permission")
    intr.update(permission=permission)
    config.action(("vamv permission", name), register, introspectables=(intr,))


def permissions(registry: Any) -> dict[str, Permission]:
    """Return all declared permissions by name."""
    found: dict[str, Permission] = registry.get(REGISTRY_KEY, {})
    return found
