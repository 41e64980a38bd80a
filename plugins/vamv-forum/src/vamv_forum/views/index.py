"""The way in: all categories, one's own region before the others, and what is new in each."""

from collections import Counter
from itertools import groupby
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv_forum import _, policy
from vamv_forum.queries import places
from vamv_forum.queries.apart import as_seen, not_opened_by_the_other
from vamv_forum.services.reading import choose_region, mark_all_read
from vamv_forum.views.common import title_of


@view_config(
    route_name="forum.index",
    permission="forum.read",
    request_method="GET",
    renderer="vamv_forum:templates/index.pt",
)
def index(context: Any, request: Any) -> dict[str, Any]:
    """Show the categories that this person may read."""
    categories = places.categories(request.dbsession, request.identity)
    latest = places.latest_discussions(
        request.dbsession,
        [category.id for category in categories],
        *not_opened_by_the_other(request.muted),
    )
    seen = as_seen(request.dbsession, list(latest.values()), request.muted)
    new = Counter(each.category_id for each in request.forum_news)
    regions = sorted({each.region for each in categories if each.region}, key=str.casefold)
    # A region whose last category has gone counts as none.
    chosen = places.region_of(request.dbsession, request.identity) if regions else ""
    chosen = chosen if chosen in regions else ""

    def row(category: Any) -> dict[str, Any]:
        found = latest.get(category.id)
        return {
            "category": category,
            "new": new[category.id],
            "latest": found,
            "latest_at": seen[found.id].at if found is not None else None,
            "latest_title": title_of(request, found) if found is not None else None,
        }

    others = [each for each in categories if each.region and each.region != chosen]
    others.sort(key=lambda each: each.region.casefold())
    return {
        "rows": [row(each) for each in categories if not each.region],
        "regions": regions,
        "region": chosen,
        "regional": [row(each) for each in categories if each.region and each.region == chosen],
        "elsewhere": [
            {"region": region, "rows": [row(each) for each in found]}
            for region, found in groupby(others, key=lambda each: each.region)
        ],
        "member": policy.is_member(request.identity),
        "new": sum(new.values()),
    }


@view_config(route_name="forum.region", permission="forum.follow", request_method="POST")
def region(context: Any, request: Any) -> HTTPSeeOther:
    """Keep which region somebody wants to see before the others; an unknown one is none."""
    readable = places.categories(request.dbsession, request.identity)
    wanted = request.POST.get("region", "")
    known = wanted if wanted in {each.region for each in readable} else ""
    choose_region(request.dbsession, actor=request.identity, region=known)
    request.flash(_("region-chosen", default="Ihre Auswahl ist gespeichert."))
    return HTTPSeeOther(request.route_path("forum.index"))


@view_config(route_name="forum.all_read", permission="forum.follow", request_method="POST")
def all_read(context: Any, request: Any) -> HTTPSeeOther:
    """Let everything count as read."""
    mark_all_read(request.dbsession, actor=request.identity, now=request.now)
    request.flash(_("all-read-done", default="Alles ist als gelesen vermerkt."))
    return HTTPSeeOther(request.route_path("forum.index"))
