"""The quality checklist that every plugin inherits."""

from sqlalchemy import select

from vamv.testing.conformance import PluginConformance
from vamv_forum.models import Discussion, Post


class TestConformance(PluginConformance):
    plugin = "forum"

    def example_of(self, session, kind):
        table = {"forum.post": Post, "forum.discussion": Discussion}[kind]
        return session.scalars(select(table.id).where(table.removed_at.is_(None)).limit(1)).one()
