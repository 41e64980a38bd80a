"""The job that writes a mail and hands it over."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import make_msgid
from typing import Any

from vamv.i18n.localizers import localizer_for
from vamv.jobs.directives import JobContext
from vamv.mail.services import Letter, open_letter


def send(context: JobContext) -> None:
    """Send the mail of this job. Touches no database: a slow mail server must keep no writer waiting."""
    message = compose(context.registry, open_letter(context.vault, context.payload), context.now)
    context.registry["vamv.mail"].send(message)


def compose(registry: Any, letter: Letter, now: datetime) -> EmailMessage:
    """Write a letter in its reader's language, as plain text: no picture tells that it was read."""
    settings = registry.settings
    translate = localizer_for(registry, letter.locale).translate
    sender = settings["vamv.mail_from"] or "portal@localhost"
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(display_name=settings["vamv.site_name"], addr_spec=sender)
    message["To"] = letter.to_address
    message["Subject"] = translate(letter.subject)
    message["Date"] = now
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    # Holiday notices and the like must not answer (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("\n\n".join(translate(paragraph) for paragraph in letter.paragraphs) + "\n")
    return message
