"""Changing one's own message, or taking it back."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv.api.orm import new_id
from vamv_groupchat import _, policy
from vamv_groupchat.permissions import TAKE_PART
from vamv_groupchat.resources import MessageResource
from vamv_groupchat.schemas import ChangeForm
from vamv_groupchat.services import changing
from vamv_groupchat.services.keys import open_text
from vamv_groupchat.views.common import OFTEN, pen, words_for
from vamv_groupchat.views.saying import held


@view_config(
    route_name="groupchat.change",
    permission=TAKE_PART,
    request_method=("GET", "POST"),
    renderer="vamv_groupchat:templates/change.pt",
    rate_limit=OFTEN,
)
def change(context: MessageResource, request: Any) -> Any:
    """Change one's own message, or take it back, as long as that is possible."""
    text = open_text(request.vault, context.chat, context.message) or ""
    form: Any = ChangeForm(request, text=text)
    anchor = f"message-{context.message.seq}"
    back = HTTPSeeOther(request.route_path("groupchat.chat", session=context.chat.id, _anchor=anchor))
    try:
        if request.POST.get("do") == "take_back":
            changing.take_back(pen(request, context.chat), context.message, form.client_id.data or new_id())
            request.flash(_("taken-back", default="Ihre Nachricht ist zurückgenommen."))
            return back
        if form.validate():
            if held(request, form.text.data):
                raise policy.Refused("held")
            changing.change(
                pen(request, context.chat), context.message, form.text.data, form.client_id.data or new_id()
            )
            request.flash(_("changed", default="Ihre Nachricht ist geändert."))
            return back
    except policy.Refused as refused:
        form.refuse("text", words_for(request, refused))
    return {
        "chat": context.chat,
        "form": form,
        "possible": changing.may_change(context.message, request.now),
        "minutes": int(changing.CHANGEABLE.total_seconds() // 60),
    }
