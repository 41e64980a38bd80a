"""The plugin's life in a portal: alone, switched off with data, and in what it lets people report."""

from typing import Any

from sqlalchemy.orm import Session

from vamv.moderation.content import content_kinds
from vamv.plugins.info import Plugin
from vamv.ready import all_histories, check_ready
from vamv.testing.browser import Browser
from vamv.testing.conformance.base import Conformance
from vamv.testing.kit import Kit


class LifeConformance(Conformance):
    """Starting, stopping, being reported."""

    def test_starts_with_nothing_but_what_it_requires(self, browser: Any) -> None:
        browser.get("/", status=200)

    def test_the_core_starts_without_it_after_it_has_left_data(
        self, kit: Kit, found: Plugin, caplog: Any
    ) -> None:
        url = kit.databases.copy(all_histories(kit.load(self.wanted(kit))))
        app = kit.build(kit.settings((), **{"vamv.development": "true"}), url=url)
        check_ready(app.registry)
        assert (f"plugin {self.plugin} is off" in caplog.text) is (found.info.migrations is not None)
        Browser(app, {}).get("/", status=200)
        app.registry["vamv.engine"].dispose()

    def test_what_people_write_can_be_reported_hidden_and_restored(
        self, registry: Any, dbsession: Session, clock: Any, people: dict[str, str], browser: Any
    ) -> None:
        vault, now = registry["vamv.vault"], clock.now()
        for name, kind in content_kinds(registry).items():
            if not name.startswith(f"{self.plugin}."):
                continue
            id_ = self.example_of(dbsession, name)
            content = kind.load(dbsession, vault, id_)
            assert content is not None
            assert not content.hidden
            open_to_all = kind.may_read is None or kind.may_read(dbsession, None, id_)
            browser.get(f"/report/{name}/{id_}", status=200 if open_to_all else 404)
            kind.actions.hide(dbsession, id_, now=now, reason="other")
            hidden = kind.load(dbsession, vault, id_)
            assert hidden is not None
            assert hidden.hidden
            kind.actions.restore(dbsession, id_, now=now)
            restored = kind.load(dbsession, vault, id_)
            assert restored is not None
            assert not restored.hidden

    def example_of(self, session: Session, kind: str) -> str:
        """Return the id of an example of a content kind in the seeded portal; a plugin with one says so."""
        raise NotImplementedError(f"say where an example of {kind} is: def example_of(self, session, kind)")
