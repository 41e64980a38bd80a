"""What is said, ready to show: one rendering of a message, for the page and for whoever has it open.

It is the same for all who may see the same. What only its author sees is in it for everybody and shown by
the style sheet, so that a message is rendered once for a whole room.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup
from pyramid.renderers import render

from vamv.api.calendar import day, local_day
from vamv.api.conversations import THE_CONVERSATION, targets
from vamv.api.realtime import Batch, tree
from vamv.api.web import render_post
from vamv_groupchat import _
from vamv_groupchat.models import ChatSession, Message, Participant
from vamv_groupchat.queries import chat as find
from vamv_groupchat.queries import people
from vamv_groupchat.queries.chat import Reader
from vamv_groupchat.services import changing
from vamv_groupchat.services.keys import open_text
from vamv_groupchat.views.around import fragment, state
from vamv_groupchat.views.common import name_in

MODERATES = _("role-moderates", default="begleitet")


@dataclass(frozen=True)
class Said:
    """A message. `html` None: it cannot be read any more, because it is `hidden` by moderation, `taken_back`,
    or `gone` with its author or the transcript.

    `by`: the participant, in a word that leads to no account. `own`: it is the reader's. `first_of_day`: a
    line with `day_word` stands above it; `new`: the line "new since you were away".
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
    taken_back: bool
    changed: bool
    changeable: bool
    date: str
    day_word: str
    first_of_day: bool = False
    new: bool = False

    @property
    def gone(self) -> bool:
        return self.html is None and not (self.hidden or self.taken_back)


def shown(
    request: Any, chat: ChatSession, rows: Sequence[Message], own: Participant | None = None
) -> list[Said]:
    """Return messages ready to show; for `own`, with the line above what is new and their own marked."""
    by_person = people.participants_by(request.dbsession, chat.id, find.senders(rows))
    names = people.names_of(request.dbsession, request.vault, list(by_person.values()))
    result, last_day, line = [], None, False
    for row in rows:
        who = by_person.get(row.sender_id or "")
        mine = own is not None and row.sender_id == own.person_id
        new = own is not None and not line and row.seq > own.read_seq and not mine
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
                taken_back=not hidden and row.removed_at is not None,
                changed=row.changed_at is not None,
                changeable=changing.may_change(row, request.now),
                date=today.isoformat(),
                day_word=day(today, request.now, request.locale_name),
                first_of_day=own is not None and today != last_day,
                new=new,
            )
        )
        last_day = today
    return result


def render_messages(request: Any, chat: ChatSession, said: Sequence[Said]) -> Markup:
    """Return list items, one for each message."""
    values = {"said": said, "chat": chat}
    return Markup(render("vamv_groupchat:templates/said.pt", values, request=request))  # noqa: S704 - rendered


def batch(request: Any, chat: ChatSession, reader: Reader, after: int, limit: int) -> Batch:
    """Return what an open page has missed behind a number: messages, changed ones, and the room's state.

    Only the present state of each is sent, once. Rows that the reader may not have look as if only the room
    had changed: the page of somebody who is kept apart from another does not tell when that one writes.
    """
    # Before the rows: what comes while they are read has a higher number.
    known = chat.last_seq
    rows = find.rows_after(request.dbsession, chat, reader, after, limit)
    wanted = targets(request.dbsession, Message, rows)
    allowed = {seq: row for seq, row in wanted.items() if find.is_for(reader, row)}
    latest = {row.target_seq or row.seq: row for row in rows if row.target_seq != THE_CONVERSATION}
    own_rows = {row.seq for row in rows if row.target_seq is None}
    result = []
    for said in shown(request, chat, [allowed[seq] for seq in sorted(latest) if seq in allowed]):
        fresh = said.seq in own_rows
        node = tree(render_messages(request, chat, [said]))
        seq = said.seq if fresh else latest[said.seq].seq
        result.append({"seq": seq, "target": None if fresh else said.seq, "node": node})
    more = len(rows) == limit
    upto = rows[-1].seq if more else max([known, *(row.seq for row in rows[-1:])])
    shown_seqs = {row.seq for row in rows if row.target_seq != THE_CONVERSATION}
    first = max(after, reader.own.from_seq) + 1
    changed = next((seq for seq in range(upto, first - 1, -1) if seq not in shown_seqs), None)
    if changed is not None:
        node = tree(fragment(state(request, chat, reader)))
        result.append({"seq": changed, "target": THE_CONVERSATION, "node": node})
    return Batch(sorted(result, key=lambda row: row["seq"]), upto, more)
