"""The e-mail address: nobody is mailed who has not typed the code in."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from vamv.notifications import contact
from vamv.notifications.models import ContactAddress

ADA = "ada@mail.example"


@pytest.fixture
def begin(dbsession, vault, person_id, clock, mailbox, work):
    """Ask for a code and return it from the mail."""

    def begin(address=ADA):
        contact.begin(dbsession, vault, person_id, address, locale="de", now=clock.now())
        work()
        mail = mailbox[-1]
        assert mail["To"] == address
        return re.search(r"\d{3} \d{3}", mail.get_content())[0]

    return begin


@pytest.fixture
def confirm(dbsession, vault, person_id, clock):
    return lambda code: contact.confirm(dbsession, vault, person_id, code, clock.now())


@pytest.fixture
def known(dbsession, vault, person_id, clock):
    return lambda: contact.contact(dbsession, vault, person_id, clock.now())


def wrong(code):
    return f"{(int(code.replace(' ', '')) + 1) % 10**6:06d}"


def test_an_address_is_used_once_its_code_was_typed_in(begin, confirm, known):
    code = begin()
    assert known() == contact.Contact(address=None, pending=ADA)
    assert not confirm(wrong(code))
    assert confirm(f" {code.replace(' ', '-')} ")
    assert known() == contact.Contact(address=ADA, pending=None)
    assert not confirm(code)


def test_the_mail_with_the_code_says_nothing_about_the_portal(begin, mailbox, person_id):
    begin()
    mail = mailbox[-1]
    assert mail["Subject"] == "Ihr Code"
    assert mail["From"] == "Portal <post@portal.example>"
    text = mail.as_string()
    assert "http" not in text
    assert person_id not in text


def test_neither_address_nor_code_can_be_read_in_the_database(begin, dbsession):
    code = begin()
    (row,) = dbsession.scalars(select(ContactAddress))
    stored = repr([row.pending_sealed, row.code_mac])
    assert "ada" not in stored
    assert code.replace(" ", "") not in stored


def test_five_tries_and_not_one_more(begin, confirm, known):
    code = begin()
    assert not any(confirm(wrong(code)) for _ in range(contact.CODE_TRIES))
    assert known().pending is None
    assert not confirm(code)


def test_a_code_ends_after_half_an_hour(begin, confirm, known, clock):
    code = begin()
    clock.advance(timedelta(minutes=30, seconds=1))
    assert known().pending is None
    assert not confirm(code)


def test_a_code_is_for_one_address_and_replaced_by_the_next(begin, confirm, known, clock):
    first = begin()
    with pytest.raises(contact.TooSoon):
        begin("other@mail.example")
    clock.advance(timedelta(minutes=1))
    second = begin("other@mail.example")
    assert first == second or not confirm(first)
    assert confirm(second)
    assert known().address == "other@mail.example"


def test_the_old_address_stays_until_the_new_one_is_confirmed(begin, confirm, known, clock):
    confirm(begin())
    clock.advance(timedelta(minutes=1))
    code = begin("new@mail.example")
    assert known() == contact.Contact(ADA, "new@mail.example")
    confirm(code)
    assert known() == contact.Contact("new@mail.example", None)


def test_a_removed_address_is_gone(begin, confirm, known, dbsession, person_id):
    confirm(begin())
    contact.remove(dbsession, person_id)
    assert known() == contact.Contact(None, None)
    assert dbsession.scalars(select(ContactAddress)).all() == []
    contact.remove(dbsession, person_id)


def test_a_code_of_one_person_confirms_nothing_for_another(begin, dbsession, vault, make_person, clock):
    code = begin()
    other = make_person().person_id
    assert not contact.confirm(dbsession, vault, other, code, clock.now())
