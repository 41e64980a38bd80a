"""What is new for me: reading it, choosing, and an e-mail address that can be given and taken back."""

import re
from datetime import timedelta

import pytest

from vamv.notifications import contact, queries, services
from vamv.notifications.directives import NotificationType

MAILING = {"vamv.mail_host": "mail.example", "vamv.mail_from": "post@portal.example"}
pytestmark = pytest.mark.settings(MAILING)
ADA = "ada@mail.example"
ONE = r"/notifications/\w{26}"


@pytest.fixture(autouse=True)
def types(registry, monkeypatch):
    declared = {
        "talk.reply": NotificationType("talk.reply", "Jemand hat geantwortet", ("portal", "mail"), True),
        "talk.hint": NotificationType("talk.hint", "Ein Hinweis", ("portal",), False),
    }
    monkeypatch.setitem(registry, "vamv.notification_types", declared)


@pytest.fixture
def ada(as_person):
    return as_person()


@pytest.fixture
def tell(dbsession, clock):
    def tell(browser, type_="talk.reply", **more):
        services.notify(dbsession, person_id=browser.person_id, type=type_, now=clock.now(), **more)

    return tell


@pytest.fixture
def unread(dbsession):
    return lambda browser: queries.unread_count(dbsession, browser.person_id)


def form_to(page, action):
    """Return the form of a page that is sent to `action`, a regular expression."""
    (form,) = (each for each in page.forms.values() if re.fullmatch(action, each.action))
    return form


def test_a_list_without_anything_says_so(ada):
    page = ada.get("/notifications")
    assert page.html.h1.text == "Neuigkeiten"
    assert page.html.find(class_="empty") is not None
    assert page.html.title.text == "Neuigkeiten - Portal"


def test_something_new_is_listed_and_leads_to_the_thing_itself(ada, tell, unread):
    tell(ada, summary="Kita in Mainz", route="portal.help")
    page = ada.get("/notifications")
    assert "Jemand hat geantwortet: Kita in Mainz" in page.html.main.text
    assert page.html.main.find(class_="badge-new") is not None
    form = form_to(page, ONE)
    answer = form.submit()
    assert (answer.status_int, answer.location) == (303, "https://portal.example/help")
    assert unread(ada) == 0
    assert ada.get("/notifications").html.main.find(class_="badge-new") is None


def test_everything_can_be_marked_as_read(ada, tell, unread):
    tell(ada)
    tell(ada)
    page = ada.get("/notifications")
    form = form_to(page, "/notifications/read")
    assert "Alles ist als gelesen markiert." in form.submit().follow().html.main.text
    assert unread(ada) == 0


def test_the_menu_shows_how_much_is_new(ada, tell):
    tell(ada)
    tell(ada)
    entry = ada.get("/help").html.find("a", href="/notifications")
    assert entry.find(class_="badge-new").text == "2"


def test_a_part_that_is_switched_off_leaves_a_friendly_line(ada, tell):
    tell(ada, "gone.thing", route="gone.page", route_args={"id": "x"})
    tell(ada, "talk.reply", route="portal.page", route_args={"id": "x"})
    page = ada.get("/notifications")
    assert "in einem Bereich, der gerade ausgeschaltet ist" in page.html.main.text
    assert not [each for each in page.forms.values() if re.fullmatch(ONE, each.action)]


def test_nobody_else_can_see_or_open_it(ada, as_person, browser, tell, unread):
    tell(ada, summary="Kita in Mainz", route="portal.help")
    page = ada.get("/notifications")
    form = form_to(page, ONE)
    other = as_person()
    assert "Kita" not in other.get("/notifications").text
    csrf = choices_form(other)["csrf_token"].value
    other.post(form.action, {"csrf_token": csrf}, status=403)
    other.post("/notifications/" + "a" * 26, {"csrf_token": csrf}, status=404)
    assert browser.get("/notifications").status_int == 303
    assert unread(ada) == 1


def test_a_long_list_has_pages(ada, tell, clock):
    for number in range(30):
        tell(ada, summary=f"Nummer {number:02}")
        clock.advance(timedelta(seconds=1))
    first = ada.get("/notifications")
    assert "Nummer 29" in first.text
    assert "Nummer 04" not in first.text
    second = first.click(href=r"after=", index=0)
    assert "Nummer 04" in second.text
    assert "Nummer 05" not in second.text
    assert ada.get("/notifications?after=nonsense").status_int == 200


def choices_form(browser):
    return form_to(browser.get("/notifications/choices"), "/notifications/choices")


def address_form(browser):
    return form_to(browser.get("/notifications/address"), "/notifications/address")


def test_each_type_can_be_switched_off(ada, tell, unread):
    form = choices_form(ada)
    form["portal__talk__reply"] = False
    assert "Gespeichert." in form.submit().follow().text
    assert not choices_form(ada)["portal__talk__reply"].checked
    assert choices_form(ada)["portal__talk__hint"].checked
    tell(ada)
    assert unread(ada) == 0


def test_mail_is_offered_once_there_is_an_address_and_where_a_type_allows_it(ada, give_address):
    assert "mail__talk__reply" not in choices_form(ada).fields
    give_address()
    fields = choices_form(ada).fields
    assert "mail__talk__reply" in fields
    assert "mail__talk__hint" not in fields


@pytest.fixture
def send_code(ada, mailbox, work):
    """Ask for a code and return the page that wants it, and the code."""

    def send_code(address=ADA):
        form = address_form(ada)
        form["address"] = address
        page = form.submit().follow()
        work()
        return page, re.search(r"\d{3} \d{3}", mailbox[-1].get_content())[0]

    return send_code


def code_form(page):
    return form_to(page, "/notifications/address/code")


@pytest.fixture
def give_address(send_code):
    def give_address():
        page, code = send_code()
        form = code_form(page)
        form["code"] = code
        return form.submit().follow()

    return give_address


def test_an_address_is_given_confirmed_and_removed_again(ada, give_address, mailbox):
    page = give_address()
    assert "ist bestätigt" in page.html.main.text
    assert ADA in page.html.main.text
    assert [mail["To"] for mail in mailbox] == [ADA]
    page = ada.get("/notifications/address/remove")
    form = form_to(page, "/notifications/address/remove")
    page = form.submit().follow()
    assert "Die Adresse ist gelöscht" in page.text
    assert ADA not in page.text


def test_a_wrong_code_keeps_the_page_and_the_fifth_ends_it(send_code):
    page, code = send_code()
    for left in range(contact.CODE_TRIES - 1, -1, -1):
        form = code_form(page)
        form["code"] = f"{(int(code.replace(' ', '')) + 1) % 10**6}"
        if left:
            page = form.submit(status=422)
            assert "stimmt nicht" in page.html.find(class_="error-summary").text
    answer = form.submit()
    assert answer.location.endswith("/notifications/address")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ada",
        "ada@",
        "@mail.example",
        "a b@mail.example",
        "ada@mail.example\nBcc: x@y.de",
        "a" * 300 + "@mail.example",
    ],
)
def test_what_is_no_address_is_said_and_nothing_is_sent(ada, mailbox, work, address):
    csrf = address_form(ada)["csrf_token"].value
    answer = ada.post("/notifications/address", {"csrf_token": csrf, "address": address}, status=422)
    assert answer.html.find(class_="error-summary") is not None
    work()
    assert not mailbox


def test_a_second_code_within_a_minute_is_refused_with_a_reason(ada, send_code):
    send_code()
    form = address_form(ada)
    form["address"] = ADA
    assert "Bitte warten Sie eine Minute" in form.submit(status=422).text


def test_codes_are_not_sent_all_day(ada, send_code, clock):
    for _ in range(6):
        send_code()
        clock.advance(timedelta(minutes=2))
    form = address_form(ada)
    form["address"] = ADA
    form.submit(status=429)


def test_without_a_waiting_address_there_is_no_code_to_type(ada):
    assert ada.get("/notifications/address/code").location.endswith("/notifications/choices")


@pytest.mark.settings({"vamv.mail_host": ""})
def test_a_portal_without_a_mail_server_asks_for_no_address(ada):
    assert "verschickt keine E-Mails" in ada.get("/notifications/choices").text
    ada.get("/notifications/address", status=404)
    ada.get("/notifications/address/code", status=404)


def test_the_start_page_shows_what_is_new_and_nothing_when_all_is_read(ada, tell):
    assert "Im Moment ist nichts Neues für Sie da" in ada.get("/").text
    tell(ada, summary="Kita in Mainz", route="portal.help")
    assert "Jemand hat geantwortet: Kita in Mainz" in ada.get("/").html.main.text
    assert "Im Moment ist nichts Neues für Sie da" not in ada.get("/").text
    form_to(ada.get("/"), ONE).submit()
    assert "Im Moment ist nichts Neues für Sie da" in ada.get("/").text


def test_how_often_there_is_mail_is_chosen_once_there_is_an_address(ada, give_address):
    assert "rhythm" not in choices_form(ada).fields
    give_address()
    form = choices_form(ada)
    assert form["rhythm"].value == "soon"
    form["rhythm"] = "weekly"
    assert "Gespeichert." in form.submit().follow().text
    assert choices_form(ada)["rhythm"].value == "weekly"


def test_a_rhythm_that_does_not_exist_is_refused(ada, give_address):
    give_address()
    form = choices_form(ada)
    form["rhythm"].force_value("hourly")
    assert form.submit(status=422).html.find(class_="error-summary") is not None


def test_a_type_that_can_be_stopped_has_a_button_for_it(ada, tell, registry, monkeypatch):
    stoppable = NotificationType(
        "talk.reply", "Jemand hat geantwortet", ("portal",), False, "notifications.read"
    )
    monkeypatch.setitem(registry["vamv.notification_types"], "talk.reply", stoppable)
    tell(ada)
    tell(ada, "talk.hint")
    assert ada.get("/notifications").html.main.text.count("Nicht mehr folgen") == 1
