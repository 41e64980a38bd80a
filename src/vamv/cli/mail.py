"""`vamv mail test`: whether mails leave the house."""

from email.message import EmailMessage

import click

from vamv.cli.context import Portal, config_option


@click.group()
def mail() -> None:
    """Mail: test."""


@mail.command()
@click.argument("address")
@config_option
def test(portal: Portal, address: str) -> None:
    """Send a neutral test mail to ADDRESS and say what the server answered."""
    if not portal.settings["vamv.mail_host"]:
        raise click.ClickException("vamv.mail_host is empty: this portal sends no mail")
    message = EmailMessage()
    message["From"] = portal.settings["vamv.mail_from"]
    message["To"] = address
    message["Subject"] = "Test"
    message.set_content("Diese Nachricht prüft den Versand. Sie brauchen nichts zu tun.\n")
    try:
        portal.registry["vamv.mail"].send(message)
    except Exception as error:
        said = error.__cause__ or error
        raise click.ClickException(f"not sent: {type(said).__name__}: {said}") from error
    click.echo("The mail server has taken the mail.")
