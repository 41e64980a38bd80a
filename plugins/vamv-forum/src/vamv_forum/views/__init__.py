"""The forum's pages: each asks a query or calls a service, and shows or redirects."""

from typing import Any

from vamv_forum.resources import (
    CategoryResource,
    DiscussionResource,
    HeldResource,
    ManagedCategory,
    ManagedChange,
    PostResource,
)
from vamv_forum.views.articles import ARTICLES
from vamv_forum.views.replying import FIELDS


def includeme(config: Any) -> None:
    """Give every page its address. Categories come last: their pattern fits anything."""
    config.registry[ARTICLES] = {}
    config.registry[FIELDS] = {}
    config.add_route("forum.index", "", inherit_slash=True)
    config.add_route("forum.all_read", "/read")
    config.add_route("forum.region", "/region")
    config.add_route("forum.search", "/search")
    config.add_route("forum.kept", "/kept")
    config.add_route("forum.mine", "/mine")
    config.add_route("forum.followed", "/followed")

    config.add_route("forum.manage", "/manage")
    config.add_route("forum.add_category", "/manage/new")
    config.add_route("forum.undo_change", "/manage/undo/{change}", factory=ManagedChange)
    config.add_route("forum.change_category", "/manage/{category}", factory=ManagedCategory)
    config.add_route("forum.move_category", "/manage/{category}/move", factory=ManagedCategory)
    config.add_route("forum.delete_category", "/manage/{category}/delete", factory=ManagedCategory)
    config.add_route("forum.members", "/manage/{category}/members", factory=ManagedCategory)
    config.add_route("forum.remove_member", "/manage/{category}/members/remove", factory=ManagedCategory)

    config.add_route("forum.discussion", "/d/{discussion}", factory=DiscussionResource.find)
    config.add_route("forum.set_legal", "/d/{discussion}/legal", factory=DiscussionResource.find)
    config.add_route("forum.reply", "/d/{discussion}/reply", factory=DiscussionResource.find)

    for page in ("moderate", "pin", "lock", "move", "merge", "split", "split_off"):
        config.add_route(f"forum.{page}", f"/d/{{discussion}}/{page}", factory=DiscussionResource.find)

    config.add_route("forum.follow", "/d/{discussion}/follow", factory=DiscussionResource.find)
    config.add_route("forum.poll", "/d/{discussion}/poll", factory=DiscussionResource.find)
    config.add_route("forum.vote", "/d/{discussion}/vote", factory=DiscussionResource.find)
    config.add_route("forum.poll_close", "/d/{discussion}/poll/close", factory=DiscussionResource.find)
    config.add_route("forum.poll_remove", "/d/{discussion}/poll/remove", factory=DiscussionResource.find)

    config.add_route("forum.post", "/p/{post}", factory=PostResource.find)
    config.add_route("forum.edit", "/p/{post}/edit", factory=PostResource.find)
    config.add_route("forum.history", "/p/{post}/history", factory=PostResource.find)
    config.add_route("forum.remove", "/p/{post}/remove", factory=PostResource.find)
    config.add_route("forum.sign", "/p/{post}/sign", factory=PostResource.find)
    config.add_route("forum.undo", "/p/{post}/undo", factory=PostResource.find)
    config.add_route("forum.more", "/p/{post}/more", factory=PostResource.find)
    config.add_route("forum.thanks", "/p/{post}/thanks", factory=PostResource.find)
    config.add_route("forum.keep", "/p/{post}/keep", factory=PostResource.find)
    config.add_route("forum.unread", "/p/{post}/unread", factory=PostResource.find)

    config.add_route("forum.unfollow", "/p/{post}/unfollow", factory=PostResource.find)
    config.add_route("forum.unwatch", "/p/{post}/unwatch", factory=PostResource.find)

    config.add_route("forum.waiting", "/waiting")
    config.add_route("forum.waiting_text", "/waiting/{held}", factory=HeldResource)
    config.add_route("forum.release", "/waiting/{held}/release", factory=HeldResource)
    config.add_route("forum.refuse", "/waiting/{held}/refuse", factory=HeldResource)
    config.add_route("forum.held", "/held/{held}", factory=HeldResource)
    config.add_route("forum.withdraw", "/held/{held}/withdraw", factory=HeldResource)

    config.add_route("forum.category", "/{category}", factory=CategoryResource.find)
    config.add_route("forum.watch", "/{category}/watch", factory=CategoryResource.find)
    config.add_route("forum.new", "/{category}/new", factory=CategoryResource.find)
    config.add_route("forum.similar", "/{category}/similar", factory=CategoryResource.find)
    config.scan("vamv_forum.views")
