"""What the portal stores about a person: read it, take it along, have it erased."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import LargeBinary, func, inspect, select, text
from vamv_tiny.models import Slip

import vamv.accounts.models  # noqa: F401 - its tables belong to the walk
from vamv.audit.models import AuditEntry
from vamv.db.base import Base
from vamv.drafts import services as drafts
from vamv.moderation import services as moderation
from vamv.moderation.content import Content
from vamv.notifications import contact
from vamv.notifications.services import choose, notify
from vamv.privacy import health, services
from vamv.privacy.models import PendingErasure
from vamv.privacy.tables import core_tables, dormant_plugins, person_columns
from vamv.security.models import Person

pytestmark = pytest.mark.plugins("tiny")

NAME = "Moosgrüner Eisvogel"
WORDS = "Heute habe ich zum ersten Mal wieder durchgeschlafen."


@pytest.fixture
def ada(as_person):
    return as_person(name=NAME)


@pytest.fixture
def traces(ada, as_person, dbsession, vault, clock):
    """Let Ada leave something in every part that can hold something of a person."""
    now, session = clock.now(), dbsession
    slip = Slip(author_id=ada.person_id, text=WORDS, created_at=now)
    session.add(slip)
    session.flush()
    notify(session, person_id=ada.person_id, type="tiny.thanked", now=now, summary="Zettel")
    choose(session, ada.person_id, {("tiny.thanked", "mail"): False})
    contact.begin(session, vault, ada.person_id, "ada@mail.example", locale="de", now=now)
    page = ada.get("/tiny/")
    token = page.html.find("input", {"name": "csrf_token"})["value"]
    ada.post(
        "/drafts", {"draft_key": "tiny.slip", "text": "Noch nicht fertig", "csrf_token": token}, status=204
    )
    ada.post(f"/tiny/{slip.id}", {"csrf_token": token})
    report_each_other(session, vault, ada.person_id, as_person("moderator").person_id, slip, now)
    session.flush()
    return slip


def report_each_other(session, vault, ada_id, moderator_id, slip, now):
    """A text of Ada's is hidden, and she reports one of somebody else."""
    actions = type("Actions", (), {"hide": staticmethod(lambda *a, **k: None)})
    kind = type("Kind", (), {"load": staticmethod(lambda *a: "there"), "actions": actions})
    for author_id, reporter_id, number in ((ada_id, None, 1), (moderator_id, ada_id, 2)):
        content = Content(
            "tiny.slip", f"s{number}", author_id, None, "", "tiny.slip", {"id": "s"}, now, False
        )
        report = moderation.file_report(
            session,
            vault,
            content=content,
            reason="insult",
            text="Das gehört hier nicht hin.",
            reporter_id=reporter_id,
            receipt=bytes([number]) * 16,
            now=now,
        )
        if author_id == ada_id:
            moderation.decide(
                session,
                vault,
                case_id=report.case_id,
                kind=kind,
                action="hide",
                reason="insult",
                words="Bitte freundlicher.",
                actor_id=moderator_id,
                now=now,
            )


def leave(browser, texts="remove"):
    page = browser.get("/account/delete")
    form = page.forms["delete"]
    form["texts"] = texts
    page = form.submit()
    return next(each for each in page.forms.values() if each.action == "/account/delete/confirm").submit()


def rows_with(session, needle):
    """Return `table.column` for every column of every table in which `needle` occurs, binary ones included."""
    readable = {"postgresql": "encode({}, 'escape')", "sqlite": "CAST({} AS TEXT)"}
    database = inspect(session.connection())
    found = []
    for name in database.get_table_names():
        for column in database.get_columns(name):
            quoted = f'"{name}"."{column["name"]}"'
            binary = isinstance(column["type"], LargeBinary)
            shown = readable[session.bind.dialect.name] if binary else "CAST({} AS TEXT)"
            query = text(f'SELECT count(*) FROM "{name}" WHERE {shown.format(quoted)} LIKE :needle')
            if session.scalar(query, {"needle": f"%{needle}%"}):
                found.append(f"{name}.{column['name']}")
    return found


def test_after_erasure_neither_id_nor_words_are_found_in_any_column(ada, traces, dbsession):
    assert len(rows_with(dbsession, ada.person_id)) > 8
    assert rows_with(dbsession, WORDS)
    leave(ada).follow(status=200)
    assert rows_with(dbsession, ada.person_id) == []
    assert rows_with(dbsession, WORDS) == []


def test_no_name_is_stored_in_the_clear_before_or_after(ada, traces, dbsession):
    assert rows_with(dbsession, NAME) == []
    leave(ada)
    assert rows_with(dbsession, NAME) == []


def test_every_core_table_with_a_person_is_in_the_walk_of_the_erasure(dbsession):
    """Were a table of the core missed, the bare row of somebody who left would keep something of theirs."""
    declared = {
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name == "person" and table in core_tables()
    }
    assert {(link.table.name, link.column.name) for link in person_columns()} == declared
    assert all(
        key.ondelete in ("CASCADE", "SET NULL")
        for link in person_columns()
        for key in link.column.foreign_keys
    )


def test_whoever_leaves_is_told_goodbye_and_signed_out(ada, dbsession):
    page = leave(ada).follow()
    assert page.html.h1.text == "Auf Wiedersehen"
    assert ada.get("/account/delete").status_int == 303
    assert dbsession.get(Person, ada.person_id) is None


def test_texts_may_stay_without_a_name(ada, traces, dbsession):
    leave(ada, texts="keep")
    assert rows_with(dbsession, ada.person_id) == []
    assert dbsession.scalars(select(Slip.text)).all() == [WORDS]


def test_that_somebody_left_stands_in_the_audit_log_without_saying_who(ada, dbsession):
    leave(ada)
    assert "privacy.person.erased" in dbsession.scalars(select(AuditEntry.action)).all()
    assert rows_with(dbsession, ada.person_id) == []


def test_the_only_administrator_has_to_hand_over_first(as_person, dbsession):
    last = as_person("administrator")
    page = last.get("/account/delete")
    assert "einzige Person" in page.text
    assert "delete" not in page.forms
    token = last.get("/report/receipt").html.find("input", {"name": "csrf_token"})["value"]
    last.post("/account/delete/confirm", {"texts": "remove", "csrf_token": token}, status=303)
    assert dbsession.get(Person, last.person_id) is not None
    as_person("administrator")
    leave(last)
    assert dbsession.get(Person, last.person_id) is None


def test_leaving_needs_the_password_again_after_a_while(ada, clock):
    clock.advance(timedelta(minutes=11))
    for address in ("/account/delete", "/account/delete/confirm", "/account/export", "/account/export/file"):
        assert "password-again" in ada.get(address, status=303).location


class Failing:
    """Stands for the hooks of plugins of which one cannot erase just now."""

    def __init__(self, hooks, failing):
        self.hooks, self.failing = hooks, failing

    def implementers(self, name):
        return self.hooks.implementers(name)

    def call(self, name, **arguments):
        return [each for each in self.hooks.call(name, **arguments) if each.plugin not in self.failing]


@pytest.fixture
def erase(dbsession, vault, registry, clock):
    def run(person_id, *, failing=(), dormant=(), keep_texts=False):
        return services.erase_person(
            dbsession,
            vault,
            Failing(registry["vamv.hooks"], failing),
            person_id=person_id,
            keep_texts=keep_texts,
            dormant=dormant,
            now=clock.now(),
        )

    return run


@pytest.fixture
def finish(dbsession, registry, clock):
    def run(*, failing=(), dormant=(), enabled=("tiny",)):
        hooks = Failing(registry["vamv.hooks"], failing)
        return services.finish_pending(dbsession, hooks, enabled=enabled, dormant=dormant, now=clock.now())

    return run


def test_a_plugin_that_fails_keeps_nobody_from_leaving(ada, traces, dbsession, erase, finish):
    assert erase(ada.person_id, failing=("tiny",)) == ["tiny"]
    person = dbsession.get(Person, ada.person_id)
    assert (person.name_sealed, person.name_index, person.locale) == (None, None, None)
    assert set(rows_with(dbsession, ada.person_id)) <= {"person.id", "pending_erasure.person_id"} | set(
        tiny_columns()
    )
    assert [each.level for each in health.check(dbsession)] == ["error"]
    assert finish(failing=("tiny",)) == 0
    assert finish() == 1
    assert rows_with(dbsession, ada.person_id) == []
    assert [each.level for each in health.check(dbsession)] == ["ok"]


def tiny_columns():
    return [
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if table.name.startswith("tiny_")
    ]


def test_a_part_that_is_off_is_erased_when_it_returns(ada, dbsession, erase, finish):
    assert erase(ada.person_id, dormant=("kite",), keep_texts=True) == ["kite"]
    assert finish(dormant=("kite",)) == 0
    assert dbsession.get(PendingErasure, (ada.person_id, "kite")).keep_texts
    assert finish(enabled=("tiny", "kite")) == 1
    assert dbsession.get(Person, ada.person_id) is None


def test_a_part_that_was_purged_holds_nobody_any_more(ada, dbsession, erase, finish):
    erase(ada.person_id, dormant=("kite",))
    assert finish(enabled=(), dormant=()) == 1
    assert dbsession.get(Person, ada.person_id) is None


def test_one_part_is_back_and_another_still_off(ada, dbsession, erase, finish):
    erase(ada.person_id, failing=("tiny",), dormant=("kite",))
    assert finish(dormant=("kite",)) == 0
    waiting = dbsession.scalars(select(PendingErasure.plugin)).all()
    assert waiting == ["kite"]
    assert finish() == 1


def test_erasing_twice_is_harmless(ada, dbsession, erase):
    erase(ada.person_id, dormant=("kite",))
    assert erase(ada.person_id) == []
    assert dbsession.scalar(select(func.count()).select_from(PendingErasure)) == 1


def test_a_plugin_that_is_off_and_has_tables_is_found(dbsession):
    assert dormant_plugins(dbsession, ("tiny",)) == []
    dbsession.execute(text("CREATE TABLE kite_alembic_version (version_num VARCHAR(32))"))
    assert dormant_plugins(dbsession, ("tiny",)) == ["kite"]


def test_the_own_data_can_be_read_on_the_page(ada, traces):
    page = ada.get("/account/export")
    for words in (
        NAME,
        "ada@mail.example",
        "Noch nicht fertig",
        "Das gehört hier nicht hin.",
        "Bitte freundlicher.",
        WORDS,
    ):
        assert words in page.text
    assert page.html.title.text == "Ihre Daten - Portal"


def test_the_file_holds_a_page_and_the_same_for_programs(ada, traces):
    answer = ada.get("/account/export/file")
    assert answer.content_disposition == 'attachment; filename="daten.zip"'
    archive = zipfile.ZipFile(io.BytesIO(answer.body))
    assert sorted(archive.namelist()) == ["daten.html", "daten.json"]
    data = json.loads(archive.read("daten.json"))
    assert data["missing"] == []
    assert data["sections"]["tiny-slips"]["rows"][0]["text"] == WORDS
    assert WORDS in archive.read("daten.html").decode()


def test_nobody_finds_the_data_of_another_in_their_own(traces, as_person):
    page = as_person().get("/account/export")
    assert NAME not in page.text
    assert WORDS not in page.text


EXPORTED = {
    "person", "person_role", "user_session", "draft", "notification", "notification_choice", "contact_address",
    "moderation_case", "moderation_report", "moderation_decision", "moderation_mute", "recovery_code",
    "credential",
}  # fmt: skip
NOT_EXPORTED = {
    "person_key": "keys",
    "second_factor": "the seed of a second factor",
    "second_factor_code": "hashes of spare codes",
    "invitation": "made for others; whose account it opens is not stored in it",
    "audit_actor": "the log would no longer be anonymous",
    "pending_erasure": "exists only when the person has left",
}


def test_each_core_table_with_a_person_is_exported_or_left_out_for_a_reason():
    tables = {link.table.name for link in person_columns()} - {"portal_page", "portal_page_version"}
    assert tables <= EXPORTED | set(NOT_EXPORTED)


def test_the_privacy_page_leads_to_the_page_about_data(browser):
    assert browser.get("/page/privacy").click("Was gespeichert wird").request.path == "/privacy/data"


def test_the_page_about_data_follows_the_settings(browser):
    page = browser.get("/privacy/data")
    assert "30 Tage" in page.html.find("dl").text
    assert "Zettel im Briefkasten" in page.text
    assert page.html.find("td", string="tiny_slip") is not None


@pytest.mark.settings({"vamv.retention_days.drafts": "14"})
def test_another_period_changes_the_page(browser):
    page = browser.get("/privacy/data")
    rules = dict(
        zip(
            [dt.text for dt in page.html.dl.find_all("dt")],
            [dd.text for dd in page.html.dl.find_all("dd")],
            strict=True,
        )
    )
    assert rules["Entwürfe, die Sie nicht abgeschickt haben"] == "14 Tage"


@pytest.mark.plugins
def test_the_page_about_data_names_only_what_is_on(browser):
    page = browser.get("/privacy/data")
    assert "Zettel im Briefkasten" not in page.text
    assert page.html.find("td", string="tiny_slip") is None


def test_a_draft_does_not_outlive_its_period(ada, traces, dbsession, clock):
    assert drafts.forget_old(dbsession, clock.now() + timedelta(days=29), drafts.KEEP) == 0
    assert drafts.forget_old(dbsession, clock.now() + timedelta(days=31), drafts.KEEP) == 1
