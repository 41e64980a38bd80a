"""The quality checklist that every plugin inherits."""

from sqlalchemy import select

from vamv.testing.conformance import PluginConformance
from vamv_groupchat.models import Message


class TestConformance(PluginConformance):
    plugin = "groupchat"

    def example_of(self, session, kind):
        assert kind == "groupchat.message"
        return session.scalars(select(Message.id).where(Message.target_seq.is_(None)).limit(1)).one()
