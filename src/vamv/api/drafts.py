"""What a person is still writing in a form of a plugin."""

from vamv.drafts.own import discard_draft, load_draft, save_draft

__all__ = ["discard_draft", "load_draft", "save_draft"]
