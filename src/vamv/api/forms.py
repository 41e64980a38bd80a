"""Forms of a plugin."""

from vamv.web.forms import TEXT_LIMIT, Form, limit, required, strip

__all__ = ["TEXT_LIMIT", "Form", "limit", "required", "strip"]
