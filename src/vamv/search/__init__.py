"""Search over everything a person may read."""

from typing import Any

from vamv.i18n.strings import _
from vamv.security.identity import EVERYONE


def includeme(config: Any) -> None:
    config.add_permission(
        "search.use",
        _("permission-search", default="Suche"),
        _("permission-search-text", default="Suchen in allem, was man lesen darf"),
        roles=(EVERYONE,),
    )
    config.add_route("search", "/search")
    config.scan("vamv.search.views")
    config.add_nav_item(
        "search",
        _("nav-search", default="Suche"),
        "search",
        "account",
        icon="search",
        permission="search.use",
        before="accounts.login",
    )
