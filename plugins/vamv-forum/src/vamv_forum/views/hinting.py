"""What somebody is told before a text goes out: once for each text, and never to keep them from it."""

import hashlib
from dataclasses import dataclass

from vamv.api.moderation import PERSONAL_DATA, in_crisis, personal_data
from vamv.api.names import name_hints
from vamv_forum.schemas import PostForm


@dataclass(frozen=True)
class Hints:
    """What there is to say.

    `places`: (kind in words, what stands there). `crisis`: show who is there at once. `name`: what the other
    name gives away.
    """

    places: tuple[tuple[str, str], ...]
    crisis: bool
    name: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.places or self.crisis or self.name)


def hints_for(form: PostForm, before: str = "") -> Hints:
    """Return what there is to say about the text of a form. `before`: what stood there, for a change."""
    request = form.request
    # A line of its own between them, so that no name is read across the end of a title.
    text = "\n.\n".join(_fields(form, "title", "content_warning", "text"))
    translate = request.localizer.translate
    known = {each.words for each in personal_data(before)}
    found = {(each.kind, each.words): None for each in personal_data(text) if each.words not in known}
    name = (form.alias_name.data if "alias_name" in form else None) or ""
    return Hints(
        places=tuple((translate(PERSONAL_DATA[kind]), words) for kind, words in found),
        crisis=in_crisis(text) and not in_crisis(before),
        name=tuple(translate(each) for each in name_hints(name)),
    )


def must_ask(form: PostForm, hints: Hints) -> bool:
    """Tell whether the page has to come back with its hints; the next time the same text goes through."""
    text = "\n".join(_fields(form, "title", "content_warning", "alias_name", "text"))
    mark = hashlib.sha256(text.encode()).hexdigest()[:32]
    asked = form.hints_seen.data == mark
    form.hints_seen.data = mark
    return bool(hints) and not asked


def _fields(form: PostForm, *names: str) -> list[str]:
    return [form[name].data or "" for name in names if name in form]
