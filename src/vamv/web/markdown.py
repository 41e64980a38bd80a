"""A small Markdown, rendered and sanitised when a text is saved.

Two walls: the parser knows few rules and passes no HTML, and its output is cut down to an allow-list.
"""

import re
from html import unescape

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

# Stored beside each rendered text: a newer renderer can find and redo the old ones.
RENDERER_VERSION = 1

_RULES = ("blockquote", "emphasis", "list", "link", "autolink", "linkify", "newline", "escape", "backticks")
_BLOCK_END = re.compile(r"(</(?:p|li|h2|h3)>|<br>)")
_TAGS = {"p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "code", "a", "h2", "h3", "hr"}


def _parser(*more: str) -> MarkdownIt:
    # Nesting costs time without bound; twenty levels are more than a person writes.
    parser = MarkdownIt("zero", {"linkify": True, "breaks": True, "html": False, "maxNesting": 20})
    return parser.enable([*_RULES, *more])


_POST = _parser()
_PAGE = _parser("heading", "hr")


def render_post(text: str) -> Markup:
    """Return the HTML of what a person wrote: emphasis, lists, quotes, links; no heading, no image."""
    return _clean(_POST.render(text))


def render_page(text: str) -> Markup:
    """Return the HTML of a page of the portal, with headings below its title."""
    return _clean(_PAGE.render(text).replace("<h1>", "<h2>").replace("</h1>", "</h2>"))


def stored_html(html: str) -> Markup:
    """Return HTML that `render_post` or `render_page` made and a table has kept."""
    return Markup(html)  # noqa: S704 - sanitised before it was stored


def plain_text(html: str) -> str:
    """Return the words of rendered HTML, for search and excerpts."""
    return unescape(nh3.clean(_BLOCK_END.sub(r"\1 ", html), tags=set())).strip()


def _clean(html: str) -> Markup:
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"https", "mailto", "tel"},
        link_rel="nofollow noopener noreferrer ugc",
        strip_comments=True,
    )
    return Markup(clean)  # noqa: S704 - the one function that marks text of people as safe
