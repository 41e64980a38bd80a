"""What can be done with a post but rarely is: on a page of its own, so that the discussion stays calm."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.view import view_config

from vamv.api.security import Root
from vamv_forum import _, policy
from vamv_forum.messages.views.common import offers_message
from vamv_forum.queries.own import is_kept
from vamv_forum.queries.people import names_for
from vamv_forum.views.common import address_of, name_of
from vamv_forum.views.unread import may_put_back


@dataclass(frozen=True)
class Action:
    """Something to do with a post. `shown(context, request)` tells whether this person may do it here.

    `address(context, request)`: of the page that asks or does it. `sends`: with (name, value) it is a button
    that does it at once, without it a link.
    """

    label: Any
    icon: str
    shown: Callable[[Any, Any], bool]
    address: Callable[[Any, Any], str]
    sends: tuple[str, str] | None = None


def to(route: str) -> Callable[[Any, Any], str]:
    """Return the address of a route about a post, for an action."""
    return lambda context, request: str(request.route_path(route, post=context.post.id))


def to_content(route: str) -> Callable[[Any, Any], str]:
    """Return the address of a page of the house about any content, for an action."""
    return lambda context, request: str(request.route_path(route, kind="forum.post", id=context.post.id))


def reads(context: Any, _request: Any) -> bool:
    """Tell whether the post can be read at all."""
    return policy.is_readable(context.post)


def writes(context: Any, request: Any) -> bool:
    """Tell whether this is the author of a post that can be read."""
    return reads(context, request) and bool(request.has_permission("forum.post.write"))


def _may_quote(context: Any, request: Any) -> bool:
    return (
        reads(context, request)
        and policy.is_open(context.category, context.discussion)
        and policy.is_listed(context.discussion)
        and bool(request.has_permission("forum.post.write", context.__parent__))
    )


def _may_mute(context: Any, request: Any) -> bool:
    return (
        context.post.author_id is not None
        and not policy.is_author(context.post, request.identity)
        and context.post.role_mark is None
        and bool(request.has_permission("moderation.mute", Root(request)))
    )


def _keeps(context: Any, request: Any) -> bool:
    return policy.is_member(request.identity) and is_kept(request.dbsession, context.post, request.identity)


def _history(context: Any, request: Any) -> bool:
    moderates = bool(request.has_permission("forum.post.moderate"))
    return policy.may_see_versions(context.post, request.identity, moderates)


def _may_sign(context: Any, request: Any) -> bool:
    return policy.is_signable(context.category, context.discussion, context.post) and bool(
        request.has_permission("forum.legal.sign")
    )


# In the order shown. A new action is one more entry.
ACTIONS = (
    Action(
        _("quote", default="Zitieren"),
        "quote",
        _may_quote,
        lambda context, request: str(
            request.route_path(
                "forum.reply", discussion=context.discussion.id, _query={"quote": context.post.id}
            )
        ),
    ),
    Action(
        _("more-keep", default="Merken"),
        "bookmark",
        lambda context, request: (
            reads(context, request)
            and bool(request.has_permission("forum.follow"))
            and not _keeps(context, request)
        ),
        to("forum.keep"),
        ("on", "1"),
    ),
    Action(_("more-forget", default="Nicht mehr merken"), "bookmark", _keeps, to("forum.keep"), ("on", "0")),
    Action(
        _("more-unread", default="Ab hier wieder ungelesen"),
        "undo-2",
        may_put_back,
        to("forum.unread"),
        ("on", "1"),
    ),
    Action(
        _("more-sign", default="Fachlich bestätigen"),
        "circle-check",
        lambda context, request: _may_sign(context, request) and context.post.signed_at is None,
        to("forum.sign"),
        ("on", "1"),
    ),
    Action(
        _("more-unsign", default="Bestätigung zurücknehmen"),
        "undo-2",
        lambda context, request: _may_sign(context, request) and context.post.signed_at is not None,
        to("forum.sign"),
        ("on", "0"),
    ),
    Action(_("post-edit", default="Bearbeiten"), "pencil", writes, to("forum.edit")),
    Action(_("more-history", default="Frühere Fassungen"), "history", _history, to("forum.history")),
    Action(_("post-remove", default="Entfernen"), "trash-2", writes, to("forum.remove")),
    Action(
        _("post-report", default="Melden"),
        "flag",
        lambda context, request: (
            reads(context, request) and not policy.is_author(context.post, request.identity)
        ),
        to_content("moderation.report"),
    ),
    Action(
        _("more-message", default="Nachricht schreiben"),
        "mail",
        lambda context, request: offers_message(request, context.post),
        to("forum.ask"),
    ),
    Action(_("more-mute", default="Person ausblenden"), "eye-off", _may_mute, to_content("moderation.mute")),
)


@view_config(
    route_name="forum.more",
    permission="forum.read",
    request_method="GET",
    renderer="vamv_forum:templates/more.pt",
)
def more(context: Any, request: Any) -> dict[str, Any]:
    """Show what this person can do with a post, each for itself and only what is allowed."""
    if not reads(context, request) and not request.has_permission("forum.post.moderate"):
        raise HTTPNotFound
    actions = [each for each in ACTIONS if each.shown(context, request)]
    names = names_for(request.dbsession, request.vault, [context.post])
    back = address_of(request, context.discussion.id, context.post.seq)
    return {
        "post": context.post,
        "name": name_of(request, names, context.post),
        "back": back,
        "link": request.route_url("forum.post", post=context.post.id),
        "actions": [
            {
                "label": each.label,
                "icon": each.icon,
                "href": each.address(context, request),
                "sends": each.sends,
            }
            for each in actions
        ],
    }
