"""Icons as markup.

The pictures come from Lucide (ISC licence), picked by name below and put into one sprite by
`config/vendor.py`. A page refers to symbols of that sprite: one cached request for all icons together.
"""

from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup

SPRITE = "vamv:static/vendor/lucide/icons.svg"

# Lucide's own names. A name added here is in the sprite after `make vendor`.
ICONS = (
    "arrow-left", "arrow-right", "badge-check", "ban", "bell", "book-open", "bookmark", "calendar",
    "chart-column", "check", "chevron-left", "chevron-right", "circle-check", "circle-help", "clock",
    "copy", "door-open", "download", "ellipsis", "eye", "eye-off", "flag", "globe", "hand-heart",
    "heart", "history", "house", "inbox", "info", "key-round", "leaf", "life-buoy", "list-checks",
    "lock", "log-in", "log-out", "mail", "megaphone", "message-circle", "messages-square",
    "monitor-smartphone", "paperclip", "pencil", "phone", "pin", "plus", "printer", "quote",
    "scroll-text", "search", "send", "settings", "shield", "sliders-horizontal", "trash-2",
    "triangle-alert", "undo-2", "user", "users", "x",
)  # fmt: skip


@lru_cache(maxsize=512)
def icon(name: str, sprite_url: str) -> Markup:
    """Return the markup of one icon, hidden from screen readers: the word beside it carries the meaning.

    :param name: one of :data:`ICONS`
    :param sprite_url: address of the sprite, digest included
    :raises KeyError: when the sprite holds no such icon; an empty square would go unnoticed
    """
    if name not in _NAMES:
        raise KeyError(f"no icon named {name!r}; the names are listed in vamv.web.icons.ICONS")
    return Markup('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>').format(
        sprite_url, name
    )


def icon_renderer(static: Callable[[str], str]) -> Callable[[str], Markup]:
    """Return the templates' `icon(name)`; `static` turns an asset specification into an address."""

    sprite_url = static(SPRITE)

    def render(name: str) -> Markup:
        return icon(name, sprite_url)

    return render


_NAMES = frozenset(ICONS)
