"""`vamv tiny …`"""

import click


def add(group: click.Group) -> None:
    """Add the commands of the letter box."""

    @group.command("motto")
    def motto() -> None:
        """Say what the box is for."""
        click.echo("Ein Zettel sagt mehr, als man denkt.")
