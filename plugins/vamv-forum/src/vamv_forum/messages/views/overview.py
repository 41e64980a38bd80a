"""A person's own conversations, and whether they want to be asked."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv.api.security import display_names
from vamv.api.web import PageKey
from vamv_forum import _
from vamv_forum.messages import policy, queries, services
from vamv_forum.messages.resources import WRITE
from vamv_forum.messages.schemas import ChoiceForm
from vamv_forum.messages.views.common import OFTEN
from vamv_forum.views.common import NO_LONGER_A_MEMBER

PAGE = 25


@view_config(
    route_name="forum.messages",
    request_method="GET",
    permission=WRITE,
    renderer="vamv_forum:templates/messages.pt",
)
def messages(context: Any, request: Any) -> dict[str, Any]:
    """Conversations, the latest first; names and times only, because others may look over a shoulder."""
    own_id, session = request.identity.person_id, request.dbsession
    after = PageKey.read(request.params.get("after", ""))
    found = queries.talks_of(session, own_id, after=after, limit=PAGE + 1)
    shown = found[:PAGE]
    names = display_names(session, request.vault, [each.other_id for each in shown])
    gone = request.localizer.translate(NO_LONGER_A_MEMBER)
    last = shown[-1].talk if len(found) > PAGE else None
    return {
        "rows": [
            {
                "talk": each.talk,
                "name": names.get(each.other_id or "", gone),
                "unread": each.unread,
                "asks": policy.is_request_to(each.talk, own_id),
                "waits": policy.waits_for_answer(each.talk, own_id),
            }
            for each in shown
        ],
        "first": request.route_path("forum.messages") if after is not None else None,
        "next": request.route_path(
            "forum.messages", _query={"after": str(PageKey(last.last_message_at, last.id))}
        )
        if last is not None
        else None,
        "form": ChoiceForm(request, takes_requests=queries.takes_requests(session, own_id)),
    }


@view_config(route_name="forum.message_choice", request_method="POST", permission=WRITE, rate_limit=OFTEN)
def choose(context: Any, request: Any) -> HTTPSeeOther:
    """Keep whether the person wants to be asked."""
    form: Any = ChoiceForm(request)
    form.validate()
    services.choose(
        request.dbsession,
        person_id=request.identity.person_id,
        takes_requests=bool(form.takes_requests.data),
    )
    request.flash(_("message-choice-kept", default="Gespeichert."))
    return HTTPSeeOther(request.route_path("forum.messages"))
