"""`vamv plugins`: what is on, what is installed, what has left data; and the commands that plugins add."""

from collections.abc import Sequence
from typing import Any

import click
from pyramid.exceptions import ConfigurationError

from vamv.cli.context import Portal, config_option, default_config
from vamv.db.versions import table_names
from vamv.plugins.errors import PluginsError
from vamv.plugins.loader import installed_entry_points
from vamv.plugins.state import PluginState, plugin_states
from vamv.settings import SettingsError
from vamv.vault.server_key import ServerKeyError

WORDS = {
    "enabled": "on",
    "installed": "installed, off",
    "dormant": "off, its data is still here",
    "missing": "named in the ini, not installed",
}


class PluginCommands(click.Group):
    """The commands of the core, and one group for each plugin that has commands of its own.

    What an operator can mend is said in words, not as a traceback.
    """

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except (PluginsError, SettingsError, ServerKeyError, ConfigurationError) as problem:
            raise click.ClickException(str(problem)) from problem

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        command = super().get_command(context, name)
        return command if command is not None else self._of_plugins().get(name)

    def list_commands(self, context: click.Context) -> list[str]:
        return [*super().list_commands(context), *self._of_plugins()]

    def _of_plugins(self) -> dict[str, click.Group]:
        portal = Portal(default_config())
        try:
            found = portal.boot
        except Exception:  # noqa: BLE001 - without a usable ini there are no plugins, and `vamv init` must run
            return {}
        groups = {}
        for plugin in found.plugins:
            group = click.Group(plugin.name, help=f"Commands of {plugin.name}.")
            found.hooks.call_one(plugin.name, "vamv_add_commands", group=group)
            if group.commands:
                groups[plugin.name] = group
        return groups


def states(portal: Portal) -> Sequence[PluginState]:
    """Return the state of every plugin that is named, installed, or has left data."""
    return plugin_states(portal.boot.plugins.names, installed_entry_points(), table_names(portal.engine))


@click.command()
@config_option
def plugins(portal: Portal) -> None:
    """List the plugins and what state each is in."""
    rows = states(portal)
    if not rows:
        click.echo("No plugin is installed. The portal runs without any; see docs/operators.")
    for state in rows:
        tables = f", {len(state.tables)} tables" if state.tables else ""
        click.echo(f"{state.name:<16} {state.version or '-':<10} {WORDS[state.state]}{tables}")
