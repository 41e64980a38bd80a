"""The quality checklist that every plugin inherits."""

from itertools import pairwise

import pytest
from sqlalchemy import select

from vamv.api.orm import new_id
from vamv.testing.conformance import PluginConformance
from vamv_forum.messages import services as messages
from vamv_forum.models import Discussion, Post, TalkMessage


class TestConformance(PluginConformance):
    plugin = "forum"
    seeded = PluginConformance.people

    @pytest.fixture
    def people(self, seeded, registry, dbsession, clock):
        """The demo portal, and private messages in it, which the seed leaves out because they may be off."""
        ids = sorted(seeded.values())
        for one, other in pairwise([*ids, ids[0]]):
            messages.ask(
                dbsession,
                registry["vamv.vault"],
                sender_id=one,
                recipient_id=other,
                text="Darf ich Ihnen schreiben?",
                client_id=new_id(),
                may_write=lambda _sender, _recipient: True,
                now=clock.now(),
            )
        return seeded

    def example_of(self, session, kind):
        if kind == "forum.message":
            return session.scalars(select(TalkMessage.id).limit(1)).one()
        table = {"forum.post": Post, "forum.discussion": Discussion}[kind]
        return session.scalars(select(table.id).where(table.removed_at.is_(None)).limit(1)).one()
