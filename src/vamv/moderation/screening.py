"""Asking all parts before a text is stored, and before two people write to one another."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from vamv.moderation.blocks import is_blocked
from vamv.moderation.hints import held_words
from vamv.plugins.hooks import HookRunner
from vamv.plugins.results import Screening


def screen(
    hooks: HookRunner, *, text: str, kind: str, author_id: str | None, words: Iterable[str] = ()
) -> Screening:
    """Return what the screeners of all plugins noticed in a text of the content kind `kind`.

    `author_id`: None for a guest. `words`: the chapter's own (`vamv.held_words`); each of them holds the
    text. A screener that fails holds it too, so that it silences nobody and lets nothing pass.
    """
    answers = hooks.call("vamv_screen_text", text=text, kind=kind, author_id=author_id)
    noticed = [answer.value for answer in answers if answer.value is not None]
    found = held_words(text, words)
    return Screening(
        flags=tuple(sorted({flag for each in noticed for flag in each.flags})),
        hold=bool(found) or any(each.hold for each in noticed),
    )


def may_contact(hooks: HookRunner, session: Session, *, sender_id: str, recipient_id: str) -> bool:
    """Tell whether somebody may write to somebody.

    Not where one has blocked the other, and not where one plugin says no, or fails. Whoever is refused must
    not be able to tell why: say the same as to somebody whose recipient takes no messages at all.
    """
    if is_blocked(session, sender_id=sender_id, recipient_id=recipient_id):
        return False
    answers = hooks.call("vamv_may_contact", session=session, sender_id=sender_id, recipient_id=recipient_id)
    return all(answer.value is not False for answer in answers)
