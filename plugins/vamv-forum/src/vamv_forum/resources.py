"""From an address to what it means: each factory finds the object or answers 404, and says who may do what.

A discussion that is hidden or removed answers like one that never was. A category for members or a
group sends a visitor to the log-in page instead, so that an old link, or a text written before the session
ended, is not lost. A group's category is there for its own people only.
"""

from typing import Any

from pyramid.authorization import DENY_ALL, Allow
from pyramid.httpexceptions import HTTPNotFound

from vamv.api.security import AUTHENTICATED, EVERYONE, Resource, Root, role_rules
from vamv_forum import policy
from vamv_forum.models import GROUP, PUBLIC, Category, Discussion, Post
from vamv_forum.queries import places


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

    @property
    def __acl__(self) -> list[Any]:
        rules = _readers(self.request, self.category)
        return [*rules, *role_rules(self.request, "forum.post.write", "forum.post.moderate"), DENY_ALL]


class DiscussionResource(Resource):
    """A discussion: `/forum/d/{discussion}`. `seen`: up to which post the person asking has read it."""

    def __init__(self, request: Any, discussion: Discussion, category: Category, seen: int) -> None:
        super().__init__(request, CategoryResource(request, category))
        self.discussion = discussion
        self.category = category
        self.seen = seen

    @classmethod
    def find(cls, request: Any) -> "DiscussionResource":
        found = places.discussion_for(request.dbsession, request.matchdict["discussion"], request.identity)
        if found is None or not (policy.is_listed(found[0]) or _moderates(request)):
            raise HTTPNotFound
        if _belongs_to_others(request, found[1]):
            raise HTTPNotFound
        return cls(request, *found)

    @property
    def __acl__(self) -> list[Any]:
        return list(self.__parent__.__acl__)


class PostResource(Resource):
    """A post: `/forum/p/{post}`. Only its author may write it."""

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
        return cls(request, *found)

    @property
    def __acl__(self) -> list[Any]:
        return [
            *_readers(self.request, self.category),
            *role_rules(self.request, "forum.post.moderate"),
            *([(Allow, f"person:{self.post.author_id}", "forum.post.write")] if self.post.author_id else ()),
            DENY_ALL,
        ]


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
