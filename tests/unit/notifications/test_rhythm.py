"""How often there is mail: at once, every evening, on Mondays, or never."""

from datetime import UTC, datetime, timedelta

import pytest

from vamv.notifications import services
from vamv.notifications.models import ContactAddress
from vamv.notifications.policy import DAILY, NEVER, SOON, WEEKLY, mail_time

ADA = "ada@mail.example"
ROOM = "talk:kita"


@pytest.mark.parametrize(
    ("rhythm", "since", "when"),
    [
        (SOON, "2026-11-25T20:30", "2026-11-25T20:30"),
        (DAILY, "2026-11-25T16:59", "2026-11-25T17:00"),
        (DAILY, "2026-11-25T17:00", "2026-11-26T17:00"),
        (DAILY, "2026-11-25T20:30", "2026-11-26T17:00"),
        # Six in the evening stays six in the evening on the days the clocks change.
        (DAILY, "2026-03-28T20:00", "2026-03-29T16:00"),
        (DAILY, "2026-10-24T20:00", "2026-10-25T17:00"),
        (WEEKLY, "2026-11-25T20:30", "2026-11-30T17:00"),
        (WEEKLY, "2026-11-30T16:59", "2026-11-30T17:00"),
        (WEEKLY, "2026-11-30T17:01", "2026-12-07T17:00"),
    ],
)
def test_the_hour_of_a_mail(rhythm, since, when):
    moment = datetime.fromisoformat(since).replace(tzinfo=UTC)
    assert mail_time(rhythm, moment).strftime("%Y-%m-%dT%H:%M") == when


@pytest.fixture
def rhythm(dbsession, vault, person_id, clock):
    """Give the person an address and a rhythm."""

    def choose(rhythm, *, confirmed=True):
        address = vault.seal_text("contact.address", person_id, ADA)
        row = ContactAddress(
            person_id=person_id,
            address_sealed=address if confirmed else None,
            confirmed_at=clock.now() if confirmed else None,
        )
        dbsession.add(row)
        dbsession.flush()
        services.choose_rhythm(dbsession, person_id, rhythm)

    return choose


@pytest.fixture
def tell(dbsession, person_id, clock):
    def tell(**more):
        services.notify(dbsession, person_id=person_id, type="talk.reply", now=clock.now(), **more)

    return tell


@pytest.fixture
def hours(clock, work, mailbox, registry, monkeypatch):
    """Let hours pass one by one, and return in which of them, counted from now, a mail went out."""
    # The nights' upkeep of the database would wait for this test's own transaction.
    of_mail = {name: registry["vamv.jobs"][name] for name in (services.JOB, "mail.send")}
    monkeypatch.setitem(registry, "vamv.jobs", of_mail)

    def pass_by(number):
        sent = []
        for hour in range(1, number + 1):
            clock.advance(timedelta(hours=1))
            before = len(mailbox)
            work()
            sent += [hour] * (len(mailbox) - before)
        return sent

    return pass_by


def evening(clock):
    """Return how many hours it is until six in the evening."""
    return -(-(mail_time(DAILY, clock.now()) - clock.now()) // timedelta(hours=1))


def test_one_mail_an_evening_tells_of_the_whole_day_and_none_comes_without_news(rhythm, tell, hours, clock):
    rhythm(DAILY)
    due = evening(clock)
    tell(summary="Kita in Mainz", route="portal.start")
    tell(summary="Umgang am Wochenende")
    assert hours(24) == [due]
    assert hours(48) == []
    tell()
    assert hours(24) == [due]


def test_one_mail_a_week(rhythm, tell, hours, clock):
    rhythm(WEEKLY)
    due = -(-(mail_time(WEEKLY, clock.now()) - clock.now()) // timedelta(hours=1))
    tell()
    assert hours(24 * 8) == [due]
    tell()
    tell()
    assert len(hours(24 * 7)) == 1


def test_what_was_read_by_the_evening_needs_no_mail(rhythm, tell, hours, dbsession, person_id, clock):
    rhythm(DAILY)
    tell(about=ROOM)
    clock.advance(timedelta(minutes=10))
    services.seen(dbsession, person_id, ROOM, clock.now())
    assert hours(30) == []


def test_looking_at_one_thing_leaves_the_others_new(rhythm, tell, hours, dbsession, person_id, clock):
    rhythm(DAILY)
    tell(about=ROOM)
    tell(about="talk:umgang")
    services.seen(dbsession, person_id, ROOM, clock.now())
    assert len(hours(30)) == 1


def test_never_means_never(rhythm, tell, hours):
    rhythm(NEVER)
    tell()
    assert hours(24 * 8) == []


@pytest.mark.parametrize("how_often", [SOON, DAILY, WEEKLY])
def test_nothing_goes_to_an_address_that_was_not_confirmed(rhythm, tell, hours, how_often):
    rhythm(how_often, confirmed=False)
    tell()
    assert hours(24 * 8) == []


def test_whoever_wants_mail_soon_again_gets_what_waits(rhythm, tell, hours, dbsession, person_id):
    rhythm(WEEKLY)
    tell()
    assert hours(1) == []
    services.choose_rhythm(dbsession, person_id, SOON)
    tell()
    assert hours(2) == [1]


def test_the_mail_says_neither_what_nor_where_nor_who(
    rhythm, tell, hours, mailbox, clock, dbsession, person_id
):
    rhythm(DAILY)
    tell(summary="Umgang am Wochenende", route="portal.page", route_args={"slug": "imprint"}, about=ROOM)
    hours(24)
    (mail,) = mailbox
    assert mail["To"] == ADA
    assert mail["Subject"] == "Etwas Neues"
    everything = mail.as_string()
    for word in ("Umgang", "Wochenende", "imprint", ROOM, person_id, "talk", "http", "Antwort", "Stille"):
        assert word not in everything, word
