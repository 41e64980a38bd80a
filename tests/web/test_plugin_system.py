"""A plugin is switched off, comes back, is removed for good, or is broken in part: the portal goes on."""

from threading import Event

import pytest
from sqlalchemy import MetaData, Text, cast, or_, select, update
from vamv_tiny import services
from vamv_tiny.models import Slip

from vamv.accounts.models import Credential
from vamv.app import main
from vamv.db.versions import table_names
from vamv.drafts.services import save as save_draft
from vamv.jobs.worker import Worker, own_transactions
from vamv.moderation.content import content_kinds
from vamv.moderation.services import file_report
from vamv.notifications.services import choose, notify
from vamv.privacy.health import check
from vamv.privacy.models import PendingErasure
from vamv.privacy.services import erase_person
from vamv.privacy.tables import dormant_plugins
from vamv.privacy.upkeep import resume_erasures
from vamv.ready import all_histories, check_ready
from vamv.security.models import Person
from vamv.statistics.services import count
from vamv.testing.browser import Browser
from vamv.testing.kit import Kit
from vamv.testing.people import make_person, signed_in
from vamv.vault.codes import new_code

TORN = """
from vamv.api.plugin import PluginInfo

PLUGIN = PluginInfo("torn", "Torn", "Has a panel that fails.")


def torn(context, request):
    {fault}


def includeme(config):
    config.add_panel(torn, "torn.panel", "start.news", "vamv:templates/bye.pt", before="tiny.newest")
"""
FAULTS = {
    "raises": 'raise ValueError("Frau Muster")',
    "answers rubbish": "return 7",
    "breaks the session": "from sqlalchemy import text; request.dbsession.execute(text('SELECT nothing'))",
    "names what is not there": "return {}[request]",
}


class Portal:
    """A portal on a database in which everything is committed."""

    def __init__(self, kit, clock, url, plugins):
        self.app = kit.build(kit.settings(plugins, **{"vamv.development": "true"}), url=url)
        self.registry = self.app.registry
        self.registry["vamv.clock"] = self.clock = clock
        self.browser = Browser(self.app, {})
        self.url = url

    def change(self):
        return own_transactions(self.registry["vamv.engine"])(True)

    def work(self):
        return Worker(self.registry, Event()).run_until_idle(self.clock.now())

    def sign_in(self, name):
        with self.change() as session:
            person = make_person(self.registry, session, self.clock.now(), "advice_seeker", name=name)
            signed_in(self.registry, session, self.clock.now(), self.browser, person)
        return person


@pytest.fixture
def portal(kit, clock):
    """Portals with different plugins on one database of this test's own: `portal("tiny")`."""
    url = kit.databases.copy(all_histories(kit.load(("tiny",))))
    made = []

    def make(*plugins):
        made.append(Portal(kit, clock, url, plugins))
        return made[-1]

    yield make
    for each in made:
        each.registry["vamv.engine"].dispose()


@pytest.fixture
def writer(portal, clock):
    """Somebody whose slip lies in the box."""
    with_tiny = portal("tiny")
    with with_tiny.change() as session:
        person = make_person(with_tiny.registry, session, clock.now(), "advice_seeker", name="Leiser Ahorn")
        services.write(session, author_id=person.person_id, text="Hallo", held=False, now=clock.now())
    return person


class TestSwitchedOff:
    def test_the_portal_starts_and_says_so(self, portal, writer, caplog):
        off = portal()
        check_ready(off.registry)
        assert "plugin tiny is off, and its data is still in the database" in caplog.text
        off.browser.get("/", status=200)

    @pytest.mark.parametrize("address", ["/tiny/", "/tiny/abcdef"])
    def test_old_links_lead_to_a_friendly_page(self, portal, writer, address):
        page = portal().browser.get(address, status=404)
        assert page.html.h1.text == "Dieser Teil ist gerade nicht da"
        assert page.html.find("a", href="/")

    def test_what_was_told_of_it_is_still_listed_without_a_link(self, portal, clock):
        on = portal("tiny")
        person = on.sign_in("Leiser Ahorn")
        with on.change() as session:
            notify(
                session, person_id=person.person_id, type="tiny.thanked", now=clock.now(), route="tiny.box"
            )
        assert "bedankt" in on.browser.get("/notifications")
        off = portal()
        with off.change() as session:
            signed_in(off.registry, session, clock.now(), off.browser, person)
        page = off.browser.get("/notifications", status=200)
        assert "bedankt" not in page
        assert "/tiny/" not in page

    def leave(self, portal, writer, clock):
        off = portal()
        with off.change() as session:
            pending = erase_person(
                session,
                off.registry["vamv.vault"],
                off.registry["vamv.hooks"],
                person_id=writer.person_id,
                keep_texts=False,
                dormant=dormant_plugins(session, ()),
                now=clock.now(),
            )
        return off, pending

    def test_a_person_can_leave_and_what_is_pending_is_an_error_for_the_operator(self, portal, writer, clock):
        off, pending = self.leave(portal, writer, clock)
        assert pending == ["tiny"]
        with off.change() as session:
            left = session.get(Person, writer.person_id)
            assert left.erased_at is not None
            assert left.name_sealed is None
            assert session.scalars(select(Credential)).all() == []
            (finding,) = check(session)
            assert finding.level == "error"
            assert "tiny" in finding.title
            assert "vamv db purge tiny" in finding.remedy

    def test_an_erasure_is_finished_when_the_plugin_returns(self, portal, writer, clock):
        self.leave(portal, writer, clock)
        back = portal("tiny")
        resume_erasures(back.registry)
        back.work()
        with back.change() as session:
            assert session.get(Person, writer.person_id) is None
            assert session.scalars(select(Slip)).all() == []
            assert session.scalars(select(PendingErasure)).all() == []
            assert [finding.level for finding in check(session)] == ["ok"]

    def test_a_start_without_the_plugin_leaves_the_erasure_waiting(self, portal, writer, clock):
        off, pending = self.leave(portal, writer, clock)
        resume_erasures(off.registry)
        assert off.work() == 0
        with off.change() as session:
            assert [row.plugin for row in session.scalars(select(PendingErasure))] == pending

    def test_the_start_itself_sees_to_it(self, kit, portal, writer, clock):
        off, _pending = self.leave(portal, writer, clock)
        with off.change() as session:
            session.execute(update(PendingErasure).values(plugin="purged"))
        settings = kit.settings((), **{"vamv.development": "true", "vamv.database_url": off.url})
        main(None, **settings).registry["vamv.engine"].dispose()
        assert off.work() == 1
        with off.change() as session:
            assert session.scalars(select(PendingErasure)).all() == []

    def test_everything_is_there_again_for_those_who_stayed(self, portal, writer):
        portal()
        back = portal("tiny")
        with back.change() as session:
            assert [slip.text for slip in session.scalars(select(Slip))] == ["Hallo"]


def mentions(engine, word):
    """Return where a word stands: names of tables, and tables with a row that has it in any column of text."""
    found = [name for name in table_names(engine) if word in name]
    metadata = MetaData()
    metadata.reflect(engine)
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            texts = [cast(column, Text).contains(word) for column in table.columns]
            found += [f"{table.name}: {row}" for row in connection.execute(select(table).where(or_(*texts)))]
    return found


def test_removing_its_data_leaves_nothing_behind(portal, writer, clock, run, write_ini, kit):
    """Reports, notifications, choices, jobs, figures, drafts, pending erasures: all went through the core."""
    on = portal("tiny")
    vault = on.registry["vamv.vault"]
    with on.change() as session:
        now, person_id = clock.now(), writer.person_id
        slip = session.scalars(select(Slip)).one()
        content = content_kinds(on.registry)["tiny.slip"].load(session, vault, slip.id)
        file_report(
            session,
            vault,
            content=content,
            reason="other",
            text="",
            reporter_id=person_id,
            receipt=new_code(),
            now=now,
        )
        services.thank(session, slip=slip, person_id=person_id, now=now)
        notify(
            session,
            person_id=person_id,
            type="tiny.thanked",
            now=now,
            route="tiny.slip",
            route_args={"id": slip.id},
        )
        choose(session, person_id, {("tiny.thanked", "mail"): False})
        count(session, "tiny.slips", now=now, held="no")
        save_draft(
            session,
            vault,
            person_id=person_id,
            private_key=writer.private_key,
            key="tiny.slip",
            fields={"text": "Hallo"},
            now=now,
        )
        session.add(PendingErasure(person_id=person_id, plugin="tiny", keep_texts=False, since=now))
    assert len({row.partition(":")[0] for row in mentions(on.registry["vamv.engine"], "tiny")}) >= 9
    run("db", "purge", "tiny", "--yes-i-typed", "tiny", "--config", write_ini(vamv__database_url=on.url))
    assert mentions(on.registry["vamv.engine"], "tiny") == []
    portal().browser.get("/", status=200)


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_broken_panel_leaves_the_page_whole(
    install, tmp_path, more_entry_points, compiled_templates, clock, caplog, fault
):
    install("torn", TORN.format(fault=fault))
    kit = Kit(tmp_path, more_entry_points, compiled_templates)
    url = kit.databases.copy(all_histories(kit.load(("tiny", "torn"))))
    portal = Portal(kit, clock, url, ("tiny", "torn"))
    person = portal.sign_in("Leiser Ahorn")
    with portal.change() as session:
        services.write(session, author_id=person.person_id, text="Hallo", held=False, now=clock.now())
    page = portal.browser.get("/", status=200)
    assert "Hallo" in page, "the panel after the broken one"
    assert page.html.find("footer")
    assert "panel torn.panel left out" in caplog.text
    assert "Frau Muster" not in caplog.text
    portal.registry["vamv.engine"].dispose()
    kit.close()


def test_the_core_alone_has_no_part_of_a_plugin(browser):
    assert "/tiny/" not in browser.get("/", status=200)
    browser.get("/search?q=zettel", status=200)
