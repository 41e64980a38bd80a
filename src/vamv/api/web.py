"""Pages of a plugin."""

from vamv.web.markdown import RENDERER_VERSION, render_page, render_post
from vamv.web.pagination import Page, cut

__all__ = ["RENDERER_VERSION", "Page", "cut", "render_page", "render_post"]
