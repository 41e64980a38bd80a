"""From a report by anybody to a decision with reasons that everybody concerned can read."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from vamv_tiny.models import Slip

from vamv.audit.models import AuditEntry
from vamv.moderation.models import ModerationCase, ModerationDecision, ModerationReport
from vamv.notifications.models import Notification

pytestmark = pytest.mark.plugins("tiny")
READING = timedelta(seconds=20)


@pytest.fixture
def author(as_person):
    return as_person(name="Blaue Tanne")


@pytest.fixture
def slip(author, dbsession, clock):
    row = Slip(author_id=author.person_id, text="Du bist wirklich das Letzte.", created_at=clock.now())
    dbsession.add(row)
    dbsession.flush()
    return row


@pytest.fixture
def report(clock):
    def send(browser, slip, *, reason="insult", text="Das verletzt mich.", wait=READING, **more):
        form = browser.get(f"/report/tiny.slip/{slip.id}").forms[REPORT]
        form["reason"] = reason
        form["text"] = text
        for name, value in more.items():
            form[name] = value
        clock.advance(wait)
        return form.submit(expect_errors=True)

    return send


REPORT = "report"


@pytest.fixture
def case(dbsession):
    return lambda: dbsession.scalars(select(ModerationCase)).one()


@pytest.fixture
def decide(case):
    def send(moderator, *, action="hide", reason="insult", words="Bitte bleiben Sie freundlich."):
        form = moderator.get(f"/moderation/case/{case().id}").forms["decide"]
        form["action"] = action
        if reason:
            form["reason"] = reason
        form["words"] = words
        return form.submit(expect_errors=True)

    return send


def receipt_of(page):
    return page.html.find(id="receipt-code").text


def csrf_of(page):
    return page.html.find("input", {"name": "csrf_token"})["value"]


def told(dbsession, browser):
    rows = dbsession.scalars(select(Notification).where(Notification.person_id == browser.person_id))
    return [(row.type, row.route) for row in rows]


def test_a_visitor_reports_without_an_account_and_gets_a_receipt(browser, slip, report, case):
    page = report(browser, slip)
    assert page.status_int == 200
    assert len(receipt_of(page)) == 31
    assert [row.reporter_id for row in case().reports] == [None]


def test_what_somebody_reports_is_sealed(browser, slip, report, dbsession):
    report(browser, slip, text="Ich erkenne mich wieder.")
    row = dbsession.scalars(select(ModerationReport)).one()
    assert b"erkenne" not in row.text_sealed


def test_the_receipt_tells_what_became_of_the_report(browser, slip, report, decide, as_person):
    code = receipt_of(report(browser, slip))
    waiting = ask(browser, code)
    assert "wird geprüft" in waiting.text
    decide(as_person("moderator"), action="keep", reason=None, words="Das ist grob, aber erlaubt.")
    answer = ask(browser, code.lower().replace("-", " "))
    assert "bleibt stehen" in answer.text
    assert "Das ist grob, aber erlaubt." in answer.text


def ask(browser, code):
    form = browser.get("/report/receipt").forms["receipt"]
    form["code"] = code
    return form.submit(expect_errors=True)


@pytest.mark.parametrize("code", ["", "0000-00000-0000-0000-00000-0000", "nein", "x" * 5000])
def test_a_wrong_receipt_says_so_and_keeps_what_was_typed(browser, code):
    page = ask(browser, code)
    assert page.status_int == 422
    assert page.html.find(id="code-error") is not None


def test_the_reporter_of_a_hidden_text_is_not_told_what_its_author_reads(
    browser, slip, report, decide, as_person
):
    code = receipt_of(report(browser, slip))
    decide(as_person("moderator"), words="Nur für die Verfasserin.")
    answer = ask(browser, code)
    assert "ausgeblendet" in answer.text
    assert "Nur für die Verfasserin." not in answer.text


def test_sending_the_same_form_twice_is_one_report(browser, slip, dbsession, clock):
    form = browser.get(f"/report/tiny.slip/{slip.id}").forms[REPORT]
    form["reason"] = "insult"
    clock.advance(READING)
    assert receipt_of(form.submit()) == receipt_of(form.submit())
    assert len(dbsession.scalars(select(ModerationReport)).all()) == 1


def test_two_reports_about_one_text_are_one_case(browser, new_browser, slip, report, case):
    report(browser, slip, reason="insult")
    report(new_browser(), slip, reason="life")
    assert sorted(row.reason for row in case().reports) == ["insult", "life"]


def test_a_report_about_a_life_is_due_sooner(browser, slip, report, case):
    report(browser, slip, reason="life")
    assert case().due_at - case().opened_at == timedelta(hours=4)


def test_a_program_that_fills_the_form_at_once_is_asked_again(browser, slip, report, dbsession):
    page = report(browser, slip, wait=timedelta(seconds=1))
    assert page.status_int == 422
    assert "Das verletzt mich." in page.text
    assert dbsession.scalars(select(ModerationReport)).all() == []


def test_a_program_that_fills_every_field_is_not_believed(browser, slip, report, dbsession):
    page = report(browser, slip, website="https://werbung.example")
    assert page.status_int == 422
    assert dbsession.scalars(select(ModerationReport)).all() == []


def test_a_form_that_was_open_for_a_day_can_be_sent_again(browser, slip, report, clock):
    page = report(browser, slip, wait=timedelta(hours=25))
    assert page.status_int == 422
    clock.advance(READING)
    assert page.forms[REPORT].submit().status_int == 200


def test_a_ticket_for_one_text_is_none_for_another(browser, author, slip, report, dbsession, clock):
    other = Slip(author_id=author.person_id, text="Harmlos.", created_at=clock.now())
    dbsession.add(other)
    dbsession.flush()
    foreign = browser.get(f"/report/tiny.slip/{other.id}").forms[REPORT]["ticket"].value
    assert report(browser, slip, ticket=foreign).status_int == 422


@pytest.mark.parametrize("ticket", ["", "AAAA", "ä" * 50, "=" * 99])
def test_a_forged_ticket_is_refused(browser, slip, report, ticket):
    assert report(browser, slip, ticket=ticket).status_int == 422


def test_without_a_reason_the_form_comes_back_with_the_text(browser, slip, clock):
    form = browser.get(f"/report/tiny.slip/{slip.id}").forms[REPORT]
    form["text"] = "Bitte sehen Sie hin."
    clock.advance(READING)
    page = form.submit(expect_errors=True)
    assert page.status_int == 422
    assert "Bitte sehen Sie hin." in page.text
    assert page.html.find(class_="error-summary") is not None


@pytest.mark.parametrize("address", ["/report/tiny.slip/nobody", "/report/kite.letter/abc"])
def test_what_does_not_exist_cannot_be_reported(browser, address):
    browser.get(address, status=404)


def test_nobody_but_the_desk_reads_reports(browser, as_person, slip, report, case):
    report(browser, slip)
    for role in ("advice_seeker", "administrator", "auditor", "counsellor"):
        somebody = as_person(role)
        somebody.get("/moderation", status=403)
        somebody.get(f"/moderation/case/{case().id}", status=403)
        somebody.get("/moderation/log", status=403)


def test_the_desk_lists_what_is_due_first(
    browser, new_browser, as_person, author, slip, report, dbsession, clock
):
    report(browser, slip, reason="advertising")
    urgent = Slip(author_id=author.person_id, text="Ich kann nicht mehr.", created_at=clock.now())
    dbsession.add(urgent)
    dbsession.flush()
    report(new_browser(), urgent, reason="life")
    page = as_person("moderator").get("/moderation")
    rows = [row.text for row in page.html.tbody.find_all("tr")]
    assert "Sorge um ein Leben" in rows[0]
    assert "eilt" in rows[0]
    assert "Werbung" in rows[1]


def test_an_empty_desk_thanks(as_person):
    page = as_person("moderator").get("/moderation")
    assert "danke" in page.html.find(class_="empty").text


def test_the_badge_in_the_menu_counts_open_cases(browser, as_person, slip, report, decide):
    moderator = as_person("moderator")
    report(browser, slip)
    assert moderator.get("/work").html.find(class_="tabs").find(class_="badge").text == "1"
    decide(moderator)
    assert moderator.get("/work").html.find(class_="tabs").find(class_="badge") is None


def test_open_cases_stand_on_the_work_list_of_moderators_only(browser, as_person, slip, report):
    report(browser, slip)
    assert "Meldung" in as_person("moderator").get("/work").html.tbody.text
    assert as_person("counsellor").get("/work").html.tbody is None


def test_the_reported_text_is_folded(browser, as_person, slip, report, case):
    report(browser, slip)
    page = as_person("moderator").get(f"/moderation/case/{case().id}")
    fold = page.html.find("details", class_="fold-warning")
    assert slip.text in fold.text
    assert not fold.has_attr("open")
    assert "Das verletzt mich." in page.text


def test_hiding_takes_the_text_from_its_readers_and_gives_reasons_to_its_author(
    browser, as_person, author, slip, report, decide, case, dbsession
):
    report(browser, slip)
    moderator = as_person("moderator")
    assert decide(moderator).status_int == 303
    as_person().get(f"/tiny/{slip.id}", status=403)
    assert ("moderation.statement", "moderation.statement") in told(dbsession, author)
    page = author.get(f"/moderation/statement/{case().id}")
    assert "Bitte bleiben Sie freundlich." in page.text
    assert "Beleidigung" in page.text
    assert "Wenn Sie nicht einverstanden sind" in page.text
    as_person().get(f"/moderation/statement/{case().id}", status=403)


def test_a_reporter_with_an_account_is_told(as_person, slip, report, decide, dbsession):
    reporter = as_person()
    report(reporter, slip)
    decide(as_person("moderator"))
    assert told(dbsession, reporter) == [("moderation.outcome", "moderation.outcome")]
    row = dbsession.scalars(select(ModerationReport)).one()
    assert "ausgeblendet" in reporter.get(f"/report/outcome/{row.id}").text
    as_person().get(f"/report/outcome/{row.id}", status=403)


def test_a_decision_stands_in_the_audit_log_and_in_the_log_of_the_desk(
    browser, as_person, slip, report, decide, dbsession, case
):
    report(browser, slip)
    moderator = as_person("moderator", name="Frau Kern")
    decide(moderator)
    assert "moderation.hide" in dbsession.scalars(select(AuditEntry.action)).all()
    reference = f"{case().id[:4]}-{case().id[4:8]}".upper()
    for address in ("/moderation/log", f"/moderation/log?reference={reference}"):
        page = moderator.get(address)
        assert reference in page.text
        assert "Frau Kern" in page.text
    assert moderator.get("/moderation/log?reference=zzzz-9999").html.tbody is None
    assert moderator.get("/moderation/log?reference=x").html.tbody is None


def test_hiding_needs_a_reason_and_every_decision_needs_words(browser, as_person, slip, report, decide, case):
    report(browser, slip)
    moderator = as_person("moderator")
    assert decide(moderator, reason=None).status_int == 422
    assert decide(moderator, words="   ").status_int == 422
    assert case().decided_at is None


def test_a_hidden_text_comes_back_with_a_reason(browser, as_person, author, slip, report, decide, case):
    report(browser, slip)
    moderator = as_person("moderator")
    decide(moderator)
    form = moderator.get(f"/moderation/case/{case().id}").forms["restore"]
    assert form.submit(expect_errors=True).status_int == 422
    form["words"] = "Der Zusammenhang war ein anderer."
    form.submit(status=303)
    as_person().get(f"/tiny/{slip.id}", status=200)
    assert "Der Zusammenhang war ein anderer." in author.get(f"/moderation/statement/{case().id}").text
    assert "restore" not in moderator.get(f"/moderation/case/{case().id}").forms


def test_nobody_decides_about_a_text_of_their_own(browser, as_person, dbsession, clock, report, case):
    moderator = as_person("moderator")
    own = Slip(author_id=moderator.person_id, text="Mein eigener Zettel", created_at=clock.now())
    dbsession.add(own)
    dbsession.flush()
    report(browser, own)
    page = moderator.get(f"/moderation/case/{case().id}")
    assert "decide" not in page.forms
    assert "jemand anderes" in page.text
    form = {
        "action": "keep",
        "words": "Passt schon.",
        "csrf_token": csrf_of(moderator.get("/report/receipt")),
    }
    assert moderator.post(f"/moderation/case/{case().id}", form, status=422)
    assert case().decided_at is None


def test_who_comes_second_hears_that_somebody_was_faster(
    browser, as_person, slip, report, decide, case, dbsession
):
    report(browser, slip)
    first, second = as_person("moderator"), as_person("moderator")
    form = second.get(f"/moderation/case/{case().id}").forms["decide"]
    decide(first, action="keep", reason=None)
    form["action"], form["reason"], form["words"] = "hide", "insult", "Zu grob."
    assert "gerade entschieden" in form.submit(status=303).follow().text
    assert [row.action for row in dbsession.scalars(select(ModerationDecision))] == ["keep"]


def test_a_text_that_is_gone_can_only_be_closed(browser, as_person, slip, report, case, dbsession):
    report(browser, slip)
    dbsession.delete(slip)
    dbsession.flush()
    page = as_person("moderator").get(f"/moderation/case/{case().id}")
    assert "nicht mehr da" in page.text
    assert [option for option, _checked, _text in page.forms["decide"]["action"].options] == ["keep"]


def test_a_case_of_a_part_that_is_off_says_so(as_person, dbsession, clock):
    now = clock.now()
    dbsession.add(
        ModerationCase(
            kind="kite.letter", object_id="k1", open_key="kite.letter:k1", opened_at=now, due_at=now
        )
    )
    dbsession.flush()
    moderator = as_person("moderator")
    page = moderator.get("/moderation")
    assert "Gehört zu einem Teil, der abgeschaltet ist" in page.text
    page = page.click("Gehört zu einem Teil")
    assert "abgeschaltet" in page.html.find(class_="notice-warn").text


def test_a_long_desk_goes_on_behind_the_last_case(as_person, dbsession, clock):
    now = clock.now()
    dbsession.add_all(
        ModerationCase(
            kind="kite.letter",
            object_id=f"k{number}",
            open_key=f"kite.letter:k{number}",
            opened_at=now,
            due_at=now + timedelta(minutes=number // 2),
        )
        for number in range(60)
    )
    dbsession.flush()
    page = as_person("moderator").get("/moderation")
    seen = [link["href"] for link in page.html.tbody.find_all("a")]
    while page.html.find(rel="next"):
        page = page.goto(page.html.find(rel="next")["href"])
        seen += [link["href"] for link in page.html.tbody.find_all("a")]
    assert len(seen) == len(set(seen)) == 60


@pytest.mark.parametrize("after", ["x", "2026-01-01~", "~", "2026-01-01T00:00:00~x", "9" * 300])
def test_a_broken_page_key_shows_the_beginning(as_person, after):
    as_person("moderator").get("/moderation", {"after": after}, status=200)
    as_person("moderator").get("/moderation/log", {"after": after}, status=200)
