"""What every command needs: the ini file, and the application behind it."""

import os
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import click
from plaster import parse_uri
from plaster_pastedeploy import Loader
from pyramid.interfaces import IRoutesMapper
from sqlalchemy import Engine

from vamv.app import configure
from vamv.db.versions import History
from vamv.jobs.worker import own_transactions
from vamv.plugins.boot import Boot, boot
from vamv.ready import all_histories


def default_config() -> str:
    """Return the ini that a command uses when none is named."""
    return os.environ.get("VAMV_CONFIG") or (
        "development.ini" if Path("development.ini").exists() else "portal.ini"
    )


@dataclass
class Portal:
    """The portal of one ini file; each part is made when a command first asks for it."""

    config: str

    @cached_property
    def raw_settings(self) -> dict[str, str]:
        return dict(self._loader.get_wsgi_app_settings())

    @property
    def _loader(self) -> Loader:
        if not Path(self.config.partition("#")[0]).is_file():
            raise click.ClickException(
                f"there is no {self.config}: name the ini with --config, or run `vamv init`"
            )
        # Asking plaster which loader reads an ini would read about every installed distribution first.
        return Loader(parse_uri(self.config))

    def log_as_configured(self) -> None:
        """Write the log as the ini says: for commands that stay."""
        self._loader.setup_logging()

    @cached_property
    def boot(self) -> Boot:
        return boot(self.raw_settings)

    @cached_property
    def registry(self) -> Any:
        configurator = configure(self.boot)
        # Jobs and seeds may render addresses and texts, which the finished application must exist for.
        configurator.make_wsgi_app()
        return configurator.registry

    @cached_property
    def settings(self) -> dict[str, Any]:
        return self.boot.settings

    @cached_property
    def histories(self) -> list[History]:
        return all_histories(self.boot.plugins)

    @property
    def engine(self) -> Engine:
        engine: Engine = self.registry["vamv.engine"]
        return engine

    def close(self) -> None:
        """Close the connections to the database, if any were opened."""
        if "registry" in self.__dict__:
            self.engine.dispose()

    @property
    def data_dir(self) -> Path:
        return Path(self.settings["vamv.data_dir"])

    def transaction(self, *, write: bool) -> Any:
        """Open a transaction: `with portal.transaction(write=True) as session`."""
        return own_transactions(self.engine)(write)

    def now(self) -> datetime:
        """Return the time by the portal's clock."""
        now: datetime = self.registry["vamv.clock"].now()
        return now

    def path(self, route: str) -> str:
        """Return the path of a route without arguments."""
        return str(self.registry.getUtility(IRoutesMapper).generate(route, {}))


def config_option(command: Any) -> Any:
    """Add `--config`, which names the ini file, and hand the command its portal."""

    def with_portal(context: click.Context, _parameter: Any, value: str) -> Portal:
        portal = Portal(value)
        context.call_on_close(portal.close)
        return portal

    return click.option(
        "--config",
        "portal",
        default=default_config,
        callback=with_portal,
        help="The ini file of the portal (else VAMV_CONFIG, development.ini or portal.ini).",
    )(command)
