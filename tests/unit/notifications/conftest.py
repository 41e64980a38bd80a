"""A portal that mails, and two types of notifications."""

import pytest

from vamv.notifications.directives import NotificationType

MAILING = {"vamv.mail_host": "mail.example", "vamv.mail_from": "post@portal.example"}


@pytest.fixture
def app_settings(kit):
    return kit.settings((), **MAILING)


@pytest.fixture(autouse=True)
def types(registry, monkeypatch):
    """Two declared types: a reply goes by mail unless switched off, a hint only if switched on."""
    declared = {
        "talk.reply": NotificationType("talk.reply", "Jemand hat geantwortet", ("portal", "mail"), True),
        "talk.hint": NotificationType("talk.hint", "Ein Hinweis", ("portal", "mail"), False),
    }
    monkeypatch.setitem(registry, "vamv.notification_types", declared)
    return declared


@pytest.fixture
def person_id(make_person):
    return make_person().person_id
