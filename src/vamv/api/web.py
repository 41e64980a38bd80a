"""Pages of a plugin."""

from vamv.calendar.dates import day_and_time
from vamv.web.after import after_view
from vamv.web.globals import ago, date
from vamv.web.markdown import RENDERER_VERSION, plain_text, render_page, render_post, stored_html
from vamv.web.pagination import Page, PageKey, cut

__all__ = [
    "RENDERER_VERSION",
    "Page",
    "PageKey",
    "after_view",
    "ago",
    "cut",
    "date",
    "day_and_time",
    "plain_text",
    "render_page",
    "render_post",
    "stored_html",
]
