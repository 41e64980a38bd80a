"""The words that stand beside each post, looked up once for a language and not for every post."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from vamv_forum import _
from vamv_forum.views.common import NO_LONGER_A_MEMBER, ROLE_WORDS, SOMEBODY

_NUMBER, _NAME = "\0", "\1"


@dataclass(frozen=True)
class PostWords:
    """Words of one language."""

    gone: str
    somebody: str
    roles: Mapping[str | None, str]
    number: str
    thank: str
    quote: str
    more: str
    _by: str
    _thanks: str
    _thanks_one: str

    def around_name(self, number: int) -> tuple[str, str]:
        """Return what a screen reader hears before and after the name above post `number`."""
        before, _name, after = self._by.replace(_NUMBER, str(number)).partition(_NAME)
        return before, after

    def thanks(self, count: int) -> str:
        """Return what the author of a post reads when `count` people have said thanks."""
        return self._thanks_one if count == 1 else self._thanks.replace(_NUMBER, str(count))


@lru_cache(64)
def post_words(localizer: Any) -> PostWords:
    """Return the words of a localizer's language."""
    say = localizer.translate
    return PostWords(
        gone=say(NO_LONGER_A_MEMBER),
        somebody=say(SOMEBODY),
        roles={mark: say(word) for mark, word in ROLE_WORDS.items()},
        number=say(_("post-number", default="Nr.")),
        thank=say(_("thanks-say", default="Danke sagen")),
        quote=say(_("quote", default="Zitieren")),
        more=say(_("post-more", default="Mehr")),
        _by=say(
            _(
                "post-by",
                default="Beitrag ${number} von ${name}",
                mapping={"number": _NUMBER, "name": _NAME},
            )
        ),
        _thanks=say(
            _("thanks-many", default="${count} Menschen danken Ihnen dafür", mapping={"count": _NUMBER})
        ),
        _thanks_one=say(_("thanks-one", default="1 Mensch dankt Ihnen dafür")),
    )
