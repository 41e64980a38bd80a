"""Icons as markup.

The pictures come from Lucide (ISC licence), picked by name below and put into one sprite by ``config/vendor.py``.
A page refers to a symbol of that sprite, so it costs one cached request for all icons together.
"""

from collections.abc import Callable

from markupsafe import Markup, escape

SPRITE = "vamv:static/vendor/lucide/icons.svg"

# Lucide's own names. A name added here is in the sprite after ``make vendor``.
ICONS = (
    "arrow-left", "arrow-right", "badge-check", "ban", "bell", "book-open", "bookmark", "calendar", "chart-column",
    "check", "chevron-left", "chevron-right", "circle-check", "circle-help", "clock", "copy", "door-open", "download",
    "ellipsis", "eye", "eye-off", "flag", "globe", "hand-heart", "heart", "history", "house", "inbox", "info",
    "key-round", "leaf", "life-buoy", "list-checks", "lock", "log-in", "log-out", "mail", "megaphone",
    "message-circle", "messages-square", "monitor-smartphone", "paperclip", "pencil", "phone", "pin", "plus",
    "printer", "quote", "scroll-text", "search", "send", "settings", "shield", "sliders-horizontal", "trash-2",
    "triangle-alert", "undo-2", "user", "users", "x",
)  # fmt: skip


def icon(name: str, sprite_url: str) -> Markup:
    """Return the markup of one icon, hidden from screen readers: the word beside it carries the meaning.

    :param name: one of :data:`ICONS`
    :param sprite_url: address of the sprite, digest included
    :raises KeyError: when the sprite holds no such icon; an empty square would go unnoticed
    """
    if name not in _NAMES:
        raise KeyError(f"no icon named {name!r}; the names are listed in vamv.web.icons.ICONS")
    return Markup('<svg class="icon" aria-hidden="true"><use href="%s#%s"></use></svg>') % (
        escape(sprite_url),
        name,
    )


def icon_renderer(static: Callable[[str], str]) -> Callable[[str], Markup]:
    """Return the templates' ``icon(name)``; ``static`` turns the sprite's asset specification into its address."""

    def render(name: str) -> Markup:
        return icon(name, static(SPRITE))

    return render


_NAMES = frozenset(ICONS)
