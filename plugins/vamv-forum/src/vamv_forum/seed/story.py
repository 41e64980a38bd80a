"""Tells the demo forum: who wrote what, and when."""

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from vamv.api.plugin import SeedContext
from vamv.api.security import Identity
from vamv.api.vault import Vault
from vamv_forum.events import PostWritten
from vamv_forum.models import MEMBERS, PUBLIC, Discussion, Post
from vamv_forum.queries.places import all_categories
from vamv_forum.seed import contact, everyday, joys, money, school, strength, traces
from vamv_forum.services import reading, visibility, writing
from vamv_forum.services.categories import add_category
from vamv_forum.statistics import count_post

CATEGORIES = (
    (
        "alltag",
        "Alltag",
        "Kochen, Termine, Nachbarn, Nerven: alles, was jeden Tag anfällt.",
        PUBLIC,
        everyday,
    ),
    (
        "geld",
        "Geld und Unterhalt",
        "Unterhalt, Unterhaltsvorschuss, Anträge und knappe Kassen.",
        PUBLIC,
        money,
    ),
    (
        "umgang",
        "Umgang und Sorge",
        "Wochenenden, Ferien, Übergaben und das Reden miteinander.",
        PUBLIC,
        contact,
    ),
    ("schule", "Kita und Schule", "Eingewöhnung, Hausaufgaben, Betreuung, Elternabende.", PUBLIC, school),
    ("kraft", "Kraft schöpfen", "Wenn alles zu viel ist, und was dann hilft.", MEMBERS, strength),
    ("freuden", "Kleine Freuden", "Was heute schön war.", MEMBERS, joys),
)
VOICES = "abcdefghijkl"
STAFF = {"M": "moderator", "K": "counsellor", "C": "coordinator"}
# Nobody is new in a forum: the story goes back so far.
LONGEST_AGO = 110  # days
NIGHT_ENDS = 5

_DISCUSSION = re.compile(r"^## ", re.M)
_POST = re.compile(rf"^([{VOICES}{''.join(STAFF)}])(?:\[([^\]]+)\])?: ", re.M)


@dataclass(frozen=True)
class Told:
    """A post of the story; `voice` is a letter."""

    voice: str
    content_warning: str
    text: str


def tell(session: Session, vault: Vault, now: datetime, seed: SeedContext) -> None:
    """Fill an empty forum; one that has categories is left as it is."""
    if all_categories(session):
        return
    people = _people(seed.people)
    if not people:
        return
    # The same story each time, so that screenshots and tests can be compared.
    dice = random.Random(7)
    for slug, name, description, access, texts in CATEGORIES:
        seed.progress(f"Forum: {name}")
        category = add_category(session, slug=slug, title=name, description=description, access=access)
        for title, posts in _discussions(texts.TEXTS):
            times = _times(dice, now, len(posts))
            at = next(times)
            discussion, post, _ = writing.open_discussion(
                session,
                vault,
                category,
                _written(posts[0]),
                actor=people[posts[0].voice],
                title=title,
                now=at,
            )
            discussion.pinned = title.startswith("Willkommen")
            _note(session, discussion, post, at)
            for told, at in zip(posts[1:], times, strict=False):
                post, _ = writing.reply(
                    session, vault, category, discussion, _written(told), actor=people[told.voice], now=at
                )
                _note(session, discussion, post, at)
            _change_some(session, dice, discussion, post, now)
    # The person of the guided tour was here last night: some of it is new for them, not all.
    reading.mark_all_read(session, actor=people["a"], now=now - timedelta(days=1))
    traces.leave(session, vault, now, people)
    session.flush()


def _people(ids: Mapping[str, str]) -> dict[str, Identity]:
    """Return who speaks with which letter; with few demo persons, some speak with several."""
    seekers = [ids[handle] for handle in sorted(ids) if handle.startswith("advice_seeker")]
    if not seekers:
        return {}
    people = {
        letter: _identity(seekers[place % len(seekers)], "advice_seeker")
        for place, letter in enumerate(VOICES)
    }
    for letter, role in STAFF.items():
        handle = next((handle for handle in sorted(ids) if handle.startswith(role)), None)
        people[letter] = _identity(ids[handle], role) if handle else people["a"]
    return people


def _identity(person_id: str, role: str) -> Identity:
    return Identity(person_id, frozenset({role}), "", "full", "", None)


def _discussions(texts: str) -> Iterator[tuple[str, list[Told]]]:
    for part in _DISCUSSION.split(texts)[1:]:
        title, _, rest = part.partition("\n")
        pieces = _POST.split(rest)[1:]
        yield (
            title.strip(),
            [
                Told(voice, warning or "", _unwrapped(text))
                for voice, warning, text in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True)
            ],
        )


def _unwrapped(text: str) -> str:
    """Return the text without the line ends that only the source needs; lists and quotes keep theirs."""
    paragraphs = re.split(r"\n{2,}", text.strip())
    return "\n\n".join(re.sub(r"\n(?![->])", " ", paragraph) for paragraph in paragraphs)


def _times(dice: random.Random, now: datetime, count: int) -> Iterator[datetime]:
    """Return moments for the posts of a discussion, in order and by day: most discussions begin lately."""
    begin = now - timedelta(days=LONGEST_AGO * dice.random() ** 2 + 0.3, minutes=dice.randrange(600))
    gap = min((now - begin) / (count + 1), timedelta(hours=9))
    moments = []
    for place in range(count):
        at = begin + gap * (place + 0.8 * dice.random())
        # Even tired people sleep at times.
        moments.append(at + timedelta(hours=7) if at.hour < NIGHT_ENDS else at)
    latest = now - timedelta(minutes=12)
    return iter(
        sorted(min(at, latest - timedelta(minutes=count - place)) for place, at in enumerate(moments))
    )


def _written(told: Told) -> writing.NewText:
    return writing.NewText(told.text, told.content_warning)


def _note(session: Session, discussion: Discussion, post: Post, at: datetime) -> None:
    count_post(PostWritten(discussion, post, at), session)


def _change_some(
    session: Session, dice: random.Random, discussion: Discussion, post: Post, now: datetime
) -> None:
    """Let some last posts be edited, and few be removed by their author, as it happens."""
    later = min(now, post.created_at + timedelta(minutes=11))
    chance = dice.random()
    if chance < 0.15:
        writing.edit(
            session,
            discussion,
            post,
            text=f"{post.source}\n\nNachtrag: Danke fürs Lesen.",
            content_warning=post.content_warning,
            title=None,
            now=later,
        )
    elif chance < 0.2 and post.seq > 2:
        visibility.remove(session, discussion, post, now=later)
