"""What is said, ready to show: one way to make a message, for pages and for whatever sends it later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup
from pyramid.renderers import render

from vamv.api.calendar import day, local_day
from vamv.api.web import render_post
from vamv_groupchat import _
from vamv_groupchat.models import ChatSession, Message, Participant
from vamv_groupchat.services.keys import open_text
from vamv_groupchat.views.common import name_in

MODERATES = _("role-moderates", default="begleitet")


@dataclass(frozen=True)
class Said:
    """A message as one reader sees it. `html` None: it cannot be read any more; `hidden`: by moderation.

    `by`: the participant, in a word that leads to no account. `first_of_day`: a line with `day_word` stands
    above it; `new`: the line "new since you were away".
    """

    id: str
    seq: int
    by: str
    name: str
    role_word: str | None
    own: bool
    at: datetime
    html: Markup | None
    hidden: bool
    date: str
    day_word: str
    first_of_day: bool = False
    new: bool = False


def shown(
    request: Any,
    chat: ChatSession,
    rows: Sequence[Message],
    everybody: Sequence[Participant],
    names: dict[str, str],
    own: Participant,
) -> list[Said]:
    """Return messages as `own` sees them, with the lines between them."""
    by_person = {each.person_id: each for each in everybody}
    result, last_day, line = [], None, False
    for row in rows:
        who = by_person.get(row.sender_id or "")
        mine = row.sender_id == own.person_id
        new = not line and row.seq > own.read_seq and not mine
        line = line or new
        hidden = row.hidden_at is not None
        text = None if hidden else open_text(request.vault, chat, row)
        today = local_day(row.created_at)
        result.append(
            Said(
                id=row.id,
                seq=row.seq,
                by=who.ref if who else "",
                name=name_in(request, names, who, row.sender_id),
                role_word=str(request.localizer.translate(MODERATES)) if who and who.moderating else None,
                own=mine,
                at=row.created_at,
                html=render_post(text) if text is not None else None,
                hidden=hidden,
                date=today.isoformat(),
                day_word=day(today, request.now, request.locale_name),
                first_of_day=today != last_day,
                new=new,
            )
        )
        last_day = today
    return result


def render_messages(request: Any, said: Sequence[Said]) -> Markup:
    """Return list items, one for each message, exactly as the page has them."""
    values = {"said": said}
    return Markup(render("vamv_groupchat:templates/said.pt", values, request=request))  # noqa: S704 - rendered
