"""From an address to what it means: each factory finds the object or answers 404, and says who may do what.

A discussion that is hidden or removed answers like one that never was. A category for members or a
group sends a visitor to the log-in page instead, so that an old link, or a text written before the session
ended, is not lost. A group's category is there for its own people only.
"""

from functools import cached_property
from typing import Any

from pyramid.authorization import DENY_ALL, Allow, Deny
from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther

from vamv.api.security import AUTHENTICATED, EVERYONE, Resource, Root, role_rules
from vamv_forum import policy
from vamv_forum.models import GROUP, PUBLIC, Category, CategoryChange, Discussion, Poll, Post
from vamv_forum.queries import held, places
from vamv_forum.queries.apart import opened_by_the_other, parts


def _readers(request: Any, category: Category) -> list[Any]:
    rules = role_rules(request, "forum.read")
    if category.access != PUBLIC:
        return [(Allow, AUTHENTICATED if who == EVERYONE else who, name) for _allow, who, name in rules]
    return rules


def _belongs_to_others(request: Any, category: Category) -> bool:
    known = policy.is_member(request.identity)
    return (
        category.access == GROUP
        and known
        and not places.is_in_group(request.dbsession, category, request.identity.person_id)
    )


def is_of_the_other(request: Any, discussion: Discussion) -> bool:
    """Tell whether somebody opened it with whom the person asking shares a block."""
    return bool(opened_by_the_other(request.dbsession, [discussion.id], request.muted))


def _moderates(request: Any) -> bool:
    return bool(request.has_permission("forum.post.moderate", Root(request)))


class CategoryResource(Resource):
    """A category: `/forum/{category}`."""

    def __init__(self, request: Any, category: Category) -> None:
        super().__init__(request)
        self.category = category

    @classmethod
    def find(cls, request: Any) -> "CategoryResource":
        category = places.category_by_slug(request.dbsession, request.matchdict["category"])
        if category is None or _belongs_to_others(request, category):
            raise HTTPNotFound
        return cls(request, category)

    @cached_property
    def __acl__(self) -> list[Any]:  # a page asks a dozen times what somebody may do
        rules = _readers(self.request, self.category)
        names = ("forum.post.write", "forum.post.moderate", "forum.post.thank", "forum.follow")
        return [*rules, *role_rules(self.request, *names), DENY_ALL]


class DiscussionResource(Resource):
    """A discussion: `/forum/d/{discussion}`, with its poll.

    `seen`: up to which post the person asking has read it. `level`: what they have chosen to hear of it.
    """

    def __init__(
        self,
        request: Any,
        discussion: Discussion,
        category: Category,
        seen: int,
        level: str | None,
        poll: Poll | None,
    ) -> None:
        super().__init__(request, CategoryResource(request, category))
        self.discussion = discussion
        self.category = category
        self.seen = seen
        self.level = level
        self.poll = poll

    @classmethod
    def find(cls, request: Any) -> "DiscussionResource":
        wanted = request.matchdict["discussion"]
        found = places.discussion_for(request.dbsession, wanted, request.identity)
        while found is not None and found[0].merged_into_id is not None:
            # What somebody was writing for the old discussion is for the new one.
            wanted = found[0].merged_into_id
            found = places.discussion_for(request.dbsession, wanted, request.identity)
        if found is None or not (policy.is_listed(found[0]) or _moderates(request)):
            raise HTTPNotFound
        if _belongs_to_others(request, found[1]) or is_of_the_other(request, found[0]):
            raise HTTPNotFound
        if wanted != request.matchdict["discussion"] and request.method != "POST":
            raise HTTPSeeOther(request.current_route_path(discussion=wanted))
        return cls(request, *found)

    @cached_property
    def __acl__(self) -> list[Any]:
        return list(self.__parent__.__acl__)


class PostResource(Resource):
    """A post: `/forum/p/{post}`. Only its author may write it; only others may thank for it or confirm it."""

    def __init__(self, request: Any, post: Post, discussion: Discussion, category: Category) -> None:
        super().__init__(request, CategoryResource(request, category))
        self.post = post
        self.discussion = discussion
        self.category = category

    @classmethod
    def find(cls, request: Any) -> "PostResource":
        found = places.post_with_place(request.dbsession, request.matchdict["post"])
        if found is None:
            raise HTTPNotFound
        post, discussion, category = found
        # Authors reach a post whose discussion went with it, because they may take the removal back.
        known = (
            policy.is_listed(discussion) or policy.is_author(post, request.identity) or _moderates(request)
        )
        if not known or _belongs_to_others(request, category):
            raise HTTPNotFound
        # Like one that was removed: its address leads to its place, and nothing else can be done with it.
        leads = request.matched_route.name == "forum.post"
        if not (leads or policy.is_author(post, request.identity)) and (
            parts(request.muted, post) or is_of_the_other(request, discussion)
        ):
            raise HTTPNotFound
        return cls(request, *found)

    @property
    def __acl__(self) -> list[Any]:
        author = f"person:{self.post.author_id}"
        denied = [(Deny, author, name) for name in ("forum.post.thank", "forum.legal.sign")]
        own = [(Allow, author, "forum.post.write"), *denied]
        return [
            *_readers(self.request, self.category),
            *(own if self.post.author_id else ()),
            *role_rules(
                self.request, "forum.post.moderate", "forum.post.thank", "forum.legal.sign", "forum.follow"
            ),
            DENY_ALL,
        ]


class HeldResource(Resource):
    """A text that waits: `/forum/waiting/{held}` for the moderation, `/forum/held/{held}` for its author.

    `place` is None when it waits no longer, so that the pages can say so.
    """

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        self.place = held.place_of(request.dbsession, request.matchdict["held"])
        known = (
            self.place is None
            or not policy.is_member(request.identity)
            or request.identity.person_id == self.place.held.author_id
            or _moderates(request)
        )
        if not known:
            raise HTTPNotFound

    @property
    def __acl__(self) -> list[Any]:
        rules = role_rules(self.request, "forum.post.moderate")
        if self.place is None:
            return [*rules, *role_rules(self.request, "forum.post.write"), DENY_ALL]
        return [*rules, (Allow, f"person:{self.place.held.author_id}", "forum.post.write"), DENY_ALL]


class ManagedCategory(Resource):
    """A category as those see it who look after the forum: `/forum/manage/{category}`."""

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        category = request.dbsession.get(Category, request.matchdict["category"])
        if category is None:
            raise HTTPNotFound
        self.category = category

    @property
    def __acl__(self) -> list[Any]:
        return [*role_rules(self.request, "forum.category.manage"), DENY_ALL]


class ManagedChange(Resource):
    """A change of the categories: `/forum/manage/undo/{change}`."""

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        change = request.dbsession.get(CategoryChange, request.matchdict["change"])
        if change is None:
            raise HTTPNotFound
        self.change = change

    @property
    def __acl__(self) -> list[Any]:
        return [*role_rules(self.request, "forum.category.manage"), DENY_ALL]
