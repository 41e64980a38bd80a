"""The command group `vamv`."""

import click

from vamv import __version__
from vamv.cli.backup import backup, restore
from vamv.cli.database import db
from vamv.cli.doctor import doctor
from vamv.cli.init import init
from vamv.cli.mail import mail
from vamv.cli.maintenance import maintenance
from vamv.cli.page import page
from vamv.cli.plugins import PluginCommands, plugins
from vamv.cli.seed import seed
from vamv.cli.user import user
from vamv.cli.worker import worker


@click.group(cls=PluginCommands)
@click.version_option(__version__, prog_name="vamv")
def cli() -> None:
    """Install, look after and move a portal."""


for command in (init, db, plugins, seed, doctor, user, worker, backup, restore, mail, maintenance, page):
    cli.add_command(command)


def main() -> None:
    """Run the command (the console script `vamv`)."""
    cli()
