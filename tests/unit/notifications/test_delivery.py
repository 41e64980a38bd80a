"""Notifications: listed at once, mailed only to those who want it, and then seldom and neutrally."""

from datetime import timedelta

import pluggy
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from pyramid.i18n import make_localizer
from pyramid.interfaces import ILocalizer
from sqlalchemy import delete, select

from vamv.jobs.models import Job
from vamv.notifications import contact, queries, services
from vamv.notifications.models import ContactAddress, Notification, NotificationChoice
from vamv.plugins import hookspecs
from vamv.plugins.hooks import HookRunner
from vamv.plugins.hookspecs import hookimpl
from vamv.security.models import Person
from vamv.web.pagination import PageKey

ADA = "ada@mail.example"


@pytest.fixture
def tell(dbsession, person_id, clock):
    def tell(type_="talk.reply", **more):
        services.notify(dbsession, person_id=person_id, type=type_, now=clock.now(), **more)

    return tell


@pytest.fixture
def with_address(dbsession, vault, person_id, clock):
    """Give the person a confirmed address."""
    row = ContactAddress(
        person_id=person_id,
        address_sealed=vault.seal_text("contact.address", person_id, ADA),
        confirmed_at=clock.now(),
    )
    dbsession.add(row)
    dbsession.flush()
    assert contact.contact(dbsession, vault, person_id, clock.now()).address == ADA


@pytest.fixture
def later(clock, work):
    """Let time pass and the worker work."""

    def later(**time):
        clock.advance(timedelta(**time))
        work()

    return later


def test_without_an_address_nothing_is_sent(tell, later, mailbox, dbsession, person_id):
    tell()
    assert queries.unread_count(dbsession, person_id) == 1
    later(hours=1)
    assert not mailbox
    assert dbsession.scalars(select(Job.name).where(Job.name.in_(["mail.send", services.JOB]))).all() == []


def test_an_address_that_was_not_confirmed_gets_nothing(
    tell, later, mailbox, dbsession, vault, person_id, clock
):
    contact.begin(dbsession, vault, person_id, ADA, locale="de", now=clock.now())
    tell()
    later(hours=1)
    assert [mail["Subject"] for mail in mailbox] == ["Ihr Code"]


def test_several_things_make_one_mail_that_tells_none_of_them(with_address, tell, later, mailbox, person_id):
    tell(summary="Kita in Mainz", route="portal.start")
    tell("talk.reply", summary="Umgang am Wochenende", audience="team")
    later(minutes=4)
    assert not mailbox
    later(minutes=1)
    (mail,) = mailbox
    assert mail["To"] == ADA
    assert mail["Subject"] == "Etwas Neues"
    assert mail.get_content() == (
        "Guten Tag,\n\n"
        "Es gibt etwas Neues für Sie.\n\n"
        "Es gibt etwas Neues für Ihr Team.\n\n"
        "Bitte melden Sie sich wie gewohnt an, um es zu lesen.\n\n"
        "Dort können Sie auch einstellen, ob Sie solche E-Mails bekommen möchten.\n"
    )
    assert person_id not in mail.as_string()


@pytest.mark.parametrize(
    ("audience", "sentence"),
    [
        ("you", "Es gibt etwas Neues für Sie."),
        ("team", "Es gibt etwas Neues für Ihr Team."),
        ("substitute", "Es gibt etwas Neues, weil Sie jemanden vertreten."),
    ],
)
def test_a_mail_says_whom_it_concerns(with_address, tell, later, mailbox, audience, sentence):
    tell(audience=audience)
    later(minutes=5)
    assert sentence in mailbox[0].get_content()
    assert mailbox[0].get_content().count("Es gibt etwas Neues") == 1


def test_what_was_read_meanwhile_needs_no_mail(
    with_address, tell, later, mailbox, dbsession, person_id, clock
):
    tell()
    services.mark_read(dbsession, person_id, clock.now())
    later(hours=1)
    assert not mailbox


def test_after_a_mail_there_is_quiet_until_somebody_looked(
    with_address, tell, later, mailbox, dbsession, person_id, clock
):
    tell()
    later(minutes=5)
    for _ in range(5):
        tell()
        later(hours=1)
    assert len(mailbox) == 1
    later(hours=7)
    assert len(mailbox) == 2
    later(hours=13)
    assert len(mailbox) == 2
    services.mark_read(dbsession, person_id, clock.now())
    tell()
    later(minutes=5)
    assert len(mailbox) == 3


def test_each_type_follows_the_persons_choice_and_else_its_default(
    with_address, tell, later, mailbox, dbsession, person_id
):
    tell("talk.hint")
    later(minutes=5)
    assert not mailbox
    services.choose(dbsession, person_id, {("talk.hint", "mail"): True, ("talk.reply", "mail"): False})
    tell("talk.reply")
    later(minutes=5)
    assert not mailbox
    tell("talk.hint")
    later(minutes=5)
    assert len(mailbox) == 1


def test_a_type_can_be_taken_off_the_list_and_still_be_mailed(
    with_address, tell, later, mailbox, dbsession, person_id
):
    services.choose(dbsession, person_id, {("talk.reply", "portal"): False})
    tell()
    assert queries.newest(dbsession, person_id, limit=5) == []
    assert queries.unread_count(dbsession, person_id) == 0
    later(minutes=5)
    assert len(mailbox) == 1


def test_a_type_of_a_part_that_is_switched_off_is_not_mailed(with_address, tell, later, mailbox):
    tell("gone.thing")
    later(hours=1)
    assert not mailbox


@pytest.fixture
def english(registry, tmp_path):
    """English for the subject of a mail, whatever the catalogues hold."""
    catalog = Catalog(locale="en")
    catalog.add("mail-news-subject", "Something new")
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "vamv.mo").open("wb") as file:
        write_mo(file, catalog)
    registry.registerUtility(make_localizer("en", [str(tmp_path)]), ILocalizer, name="en")
    yield
    registry.unregisterUtility(provided=ILocalizer, name="en")


def test_a_mail_is_in_the_language_of_its_reader(
    english, with_address, tell, later, mailbox, dbsession, person_id
):
    dbsession.get(Person, person_id).locale = "en"
    tell()
    later(minutes=5)
    assert [mail["Subject"] for mail in mailbox] == ["Something new"]


def test_the_list_is_paged_by_key(dbsession, person_id, make_person, clock):
    for number in range(7):
        services.notify(
            dbsession, person_id=person_id, type="talk.reply", now=clock.now(), summary=str(number)
        )
        if number % 2:
            clock.advance(timedelta(seconds=1))
    services.notify(dbsession, person_id=make_person().person_id, type="talk.reply", now=clock.now())
    everything = [row.summary for row in queries.newest(dbsession, person_id, limit=100)]
    assert sorted(everything) == list("0123456")
    paged, after = [], None
    while rows := queries.newest(dbsession, person_id, after=after, limit=2):
        paged += [row.summary for row in rows]
        after = PageKey.read(str(PageKey(rows[-1].created_at, rows[-1].id)))
    assert paged == everything


def test_old_notifications_go(tell, dbsession, person_id, clock):
    tell()
    clock.advance(timedelta(days=90))
    assert services.forget(dbsession, clock.now(), timedelta(days=90)) == 0
    clock.advance(timedelta(seconds=1))
    assert services.forget(dbsession, clock.now(), timedelta(days=90)) == 1


def test_everything_about_a_person_goes_with_them(with_address, tell, dbsession, person_id):
    tell(summary="Kita")
    services.choose(dbsession, person_id, {("talk.reply", "mail"): False})
    dbsession.execute(delete(Person).where(Person.id == person_id))
    dbsession.expire_all()
    for model in (Notification, NotificationChoice, ContactAddress):
        assert dbsession.scalars(select(model)).all() == []


class Channel:
    """A channel of a plugin: takes what it gets and then breaks."""

    def __init__(self):
        self.asked = []

    @hookimpl
    def vamv_deliver(self, notification):
        self.asked.append(notification)
        raise ConnectionError


def test_a_channel_of_a_plugin_learns_that_there_is_something_and_may_fail(
    with_address, tell, later, registry, monkeypatch, mailbox
):
    channel = Channel()
    manager = pluggy.PluginManager("vamv")
    manager.add_hookspecs(hookspecs)
    manager.register(channel, name="channel")
    monkeypatch.setitem(registry, "vamv.hooks", HookRunner(manager))
    tell("talk.reply", audience="team", summary="Kita")
    later(seconds=1)
    tell("gone.thing")
    later(minutes=5)
    later(hours=1)
    assert [(each.type, each.audience) for each in channel.asked] == [
        ("talk.reply", "team"),
        ("gone.thing", "you"),
    ]
    assert "Kita" not in repr(channel.asked)
    assert len(mailbox) == 1
