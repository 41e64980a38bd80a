"""The first letter to somebody whose post one has read."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv.api.drafts import discard_draft, load_draft
from vamv.api.orm import new_id
from vamv_forum import _
from vamv_forum.messages import policy, services
from vamv_forum.messages.resources import WRITE, AskResource
from vamv_forum.messages.schemas import RequestForm
from vamv_forum.messages.views.common import NOT_TAKEN, OFTEN, contact, name_of, tell
from vamv_forum.models.talks import Talk
from vamv_forum.views.common import address_of


@view_config(
    route_name="forum.ask",
    request_method=("GET", "POST"),
    permission=WRITE,
    renderer="vamv_forum:templates/message_ask.pt",
    rate_limit=OFTEN,
)
def ask(context: AskResource, request: Any) -> Any:
    """Ask whether one may write. Before anybody writes, the page says whether it is of use."""
    own_id, session = request.identity.person_id, request.dbsession
    people = {"sender_id": own_id, "recipient_id": context.recipient_id}
    known = services.going_on(session, **people)
    if known is not None:
        return HTTPSeeOther(request.route_path("forum.talk", talk=known.id))
    may_write, key = contact(request), f"forum.ask:{context.post.id}"
    form: Any = RequestForm(request, **load_draft(request, key))
    taken = services.may_ask(session, **people, may_write=may_write, now=request.now)
    if taken and form.validate():
        try:
            sent = services.ask(
                session,
                request.vault,
                **people,
                text=form.text.data or "",
                client_id=form.client_id.data or new_id(),
                may_write=may_write,
                now=request.now,
            )
        except policy.EnoughForToday:
            message = _(
                "request-enough",
                default="Sie haben heute schon ${most} Anfragen geschickt. Morgen geht es weiter; Ihr Text "
                "bleibt bis dahin gesichert.",
                mapping={"most": policy.REQUESTS_A_DAY},
            )
            form.refuse("text", message)
        except policy.NotTaken:
            taken = False
        else:
            return _sent(context, request, sent, key)
    if not taken and request.method == "POST":
        request.response.status_int = 422
    return {
        "form": form,
        "taken": taken,
        "not_taken": NOT_TAKEN,
        "hidden": request.muted.hides(context.recipient_id),
        "name": name_of(request, context.recipient_id),
        "back": address_of(request, context.discussion.id, context.post.seq),
        "draft_key": key,
    }


def _sent(context: AskResource, request: Any, sent: Any, key: str) -> HTTPSeeOther:
    if isinstance(sent, Talk):
        return HTTPSeeOther(request.route_path("forum.talk", talk=sent.id))
    talk_id = sent.message.conversation_id
    tell(request, request.dbsession.get_one(Talk, talk_id), sent.message, context.recipient_id)
    discard_draft(request, key)
    request.flash(_("request-sent", default="Ihre Anfrage ist angekommen."))
    return HTTPSeeOther(request.route_path("forum.talk", talk=talk_id))
