"""`vamv maintenance on|off`: a friendly page for everybody while something is being mended."""

import click

from vamv.cli.context import Portal, config_option
from vamv.web.closed import FLAG


@click.command()
@click.argument("state", type=click.Choice(["on", "off"]))
@config_option
def maintenance(portal: Portal, state: str) -> None:
    """Show the maintenance page to everybody, or end it. Takes effect at once, without a restart."""
    flag = portal.data_dir / FLAG
    if state == "on":
        flag.touch()
        click.echo("Visitors now see the maintenance page. `vamv maintenance off` ends it.")
    else:
        flag.unlink(missing_ok=True)
        click.echo("The portal answers again.")
