"""`vamv init`: from nothing to a portal that starts, with a code for the first administrator."""

import os
from pathlib import Path

import click

from vamv.cli.context import Portal, default_config
from vamv.cli.user import has_administrator, print_first_code
from vamv.db import migrate
from vamv.plugins.loader import installed_entry_points
from vamv.vault.server_key import create

INI = """# The portal of {chapter}. Every other setting has its default; config/base.ini of the
# source, or `vamv doctor --settings`, lists and explains them.

[app:main]
use = egg:vamv

vamv.plugins = {plugins}
vamv.site_name = {site}
vamv.chapter_name = {chapter}
vamv.contact_mail = {mail}
vamv.base_url = {url}
vamv.hosts = {host}
vamv.data_dir = %(here)s/var
vamv.database_url = {database}
vamv.server_key = %(here)s/var/server.key

[server:main]
use = egg:vamv#asgi
host = 127.0.0.1
port = 6543

[loggers]
keys = root

[handlers]
keys = console

[formatters]
keys = plain

[logger_root]
level = WARNING
handlers = console

[handler_console]
class = StreamHandler
args = (sys.stderr,)
level = NOTSET
formatter = plain

[formatter_plain]
format = %(asctime)s %(levelname)s %(name)s %(message)s
"""


@click.command()
@click.option("--config", default=default_config, help="The ini file to make, or to complete.")
@click.option("--defaults", is_flag=True, help="Ask nothing; the ini file must exist.")
@click.pass_context
def init(context: click.Context, config: str, defaults: bool) -> None:
    """Make what a portal needs: ini file, data folder, server key, tables, first administrator's code.

    What is there already is left alone, so the command may be repeated.
    """
    path = Path(config)
    if not path.exists():
        if defaults:
            raise click.ClickException(f"there is no {config}")
        path.write_text(_ask(), encoding="utf-8")
        click.echo(f"{path} is written.")
    portal = Portal(config)
    context.call_on_close(portal.close)
    settings = portal.settings
    portal.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = Path(settings["vamv.server_key"])
    if not key.exists():
        key.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        create(key)
        click.echo(f"The server key is made: {key}")
        click.echo(
            "Keep two copies of this file, not beside the backup: without it the backup opens nothing."
        )
    # Files made from here on, the database among them, are for this user alone.
    os.umask(0o077)
    migrate.upgrade(portal.engine, portal.histories)
    with portal.transaction(write=False) as session:
        needs_one = not defaults and not has_administrator(session)
    if needs_one:
        print_first_code(portal)


def _ask() -> str:
    click.echo("A few questions; Enter takes what stands in brackets.")
    installed = " ".join(sorted({point.name for point in installed_entry_points()}))
    url = click.prompt("Address of the portal", default="http://localhost:6543").rstrip("/")
    return INI.format(
        chapter=click.prompt("Association that answers for it", default="VAMV-Landesverband"),
        site=click.prompt(
            "Name of the portal, neutral, it stands in every page title", default="Miteinander"
        ),
        mail=click.prompt("E-mail address for questions about the portal", default="", show_default=False),
        url=url,
        host=url.partition("://")[2].partition(":")[0],
        plugins=click.prompt("Plugins that are on", default=installed),
        database=click.prompt("Database", default="sqlite:///%(here)s/var/vamv.sqlite"),
    )
