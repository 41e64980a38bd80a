"""The forum's pages: each asks a query or calls a service, and shows or redirects."""

from typing import Any

from vamv_forum.resources import CategoryResource, DiscussionResource, ManagedCategory, PostResource


def includeme(config: Any) -> None:
    """Give every page its address. Categories come last: their pattern fits anything."""
    config.add_route("forum.index", "", inherit_slash=True)
    config.add_route("forum.all_read", "/read")
    config.add_route("forum.search", "/search")

    config.add_route("forum.manage", "/manage")
    config.add_route("forum.add_category", "/manage/new")
    config.add_route("forum.change_category", "/manage/{category}", factory=ManagedCategory)
    config.add_route("forum.move_category", "/manage/{category}/move", factory=ManagedCategory)

    config.add_route("forum.discussion", "/d/{discussion}", factory=DiscussionResource.find)
    config.add_route("forum.reply", "/d/{discussion}/reply", factory=DiscussionResource.find)

    config.add_route("forum.post", "/p/{post}", factory=PostResource.find)
    config.add_route("forum.edit", "/p/{post}/edit", factory=PostResource.find)
    config.add_route("forum.history", "/p/{post}/history", factory=PostResource.find)
    config.add_route("forum.remove", "/p/{post}/remove", factory=PostResource.find)
    config.add_route("forum.undo", "/p/{post}/undo", factory=PostResource.find)

    config.add_route("forum.category", "/{category}", factory=CategoryResource.find)
    config.add_route("forum.new", "/{category}/new", factory=CategoryResource.find)
    config.scan("vamv_forum.views")
