"""The core's part of an export: one function for each kind of data, rows with translated headings."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv.accounts.models import Credential
from vamv.accounts.queries import recovery_code_from
from vamv.accounts.services.credentials import login_name
from vamv.drafts import services as drafts
from vamv.i18n.strings import _
from vamv.moderation import blocks, policy, words
from vamv.moderation.models import ModerationCase, ModerationDecision, ModerationReport
from vamv.moderation.services import TEXT_KIND, WORDS_KIND
from vamv.notifications.contact import contact
from vamv.notifications.models import Notification, NotificationChoice
from vamv.plugins.results import ExportSection
from vamv.security.models import Person, PersonRole
from vamv.security.people import open_name
from vamv.security.sessions import device_name, of_person
from vamv.vault.vault import Vault


@dataclass(frozen=True)
class About:
    """Whose data is collected, and with what.

    `private_key`: of the person, for what only they can open, None if it is not at hand. `say`: translates.
    """

    session: Session
    vault: Vault
    person_id: str
    private_key: bytes | None
    now: datetime
    say: Callable[[Any], str]


def account(who: About) -> ExportSection:
    """Name, roles, dates."""
    person = who.session.get_one(Person, who.person_id)
    roles = who.session.scalars(select(PersonRole.role).where(PersonRole.person_id == who.person_id))
    row = {
        who.say(_("export-name", default="Name")): open_name(who.vault, who.person_id, person.name_sealed),
        who.say(_("export-login", default="Anmeldename")): _login_name(who),
        who.say(_("export-roles", default="Rollen")): ", ".join(sorted(roles)),
        who.say(_("export-language", default="Sprache")): person.locale or "",
        who.say(_("export-since", default="Konto seit")): _time(person.created_at),
        who.say(_("export-last-active", default="Zuletzt aktiv")): _time(person.last_active_on),
        who.say(_("export-code-since", default="Wiederherstellungscode von")): _time(
            recovery_code_from(who.session, who.person_id)
        ),
    }
    return ExportSection("account", who.say(_("export-account", default="Konto")), [row])


def addresses(who: About) -> ExportSection:
    """E-mail addresses."""
    heading = who.say(_("export-address", default="Adresse"))
    known = contact(who.session, who.vault, who.person_id, who.now)
    rhythm = who.say(_("export-rhythm", default="Wie oft"))
    rows = [{heading: address, rhythm: known.rhythm} for address in (known.address, known.pending) if address]
    return ExportSection("addresses", who.say(_("export-addresses", default="E-Mail")), rows)


def devices(who: About) -> ExportSection:
    """Where the person is signed in."""
    rows = [
        {
            who.say(_("export-device", default="Gerät")): device_name(who.vault, row),
            who.say(_("export-begun", default="Angemeldet")): _time(row.created_at),
            who.say(_("export-last-seen", default="Zuletzt benutzt")): _time(row.last_seen_at),
        }
        for row in of_person(who.session, who.person_id)
    ]
    return ExportSection("devices", who.say(_("export-devices", default="Angemeldete Geräte")), rows)


def own_drafts(who: About) -> ExportSection:
    """Texts that were not sent; they open with the person's own key only."""
    rows = [
        {
            who.say(_("export-draft-where", default="Formular")): row.key.partition(":")[0],
            who.say(_("export-changed", default="Geändert")): _time(row.updated_at),
            who.say(_("export-text", default="Text")): "\n".join(
                drafts.open_draft(who.vault, row, who.private_key).values()
            )
            if who.private_key is not None
            else "",
        }
        for row in drafts.of_person(who.session, who.person_id)
    ]
    return ExportSection("drafts", who.say(_("export-drafts", default="Entwürfe")), rows)


def notifications(who: About) -> ExportSection:
    """What the person was told."""
    statement = select(Notification).where(Notification.person_id == who.person_id)
    rows = [
        {
            who.say(_("export-when", default="Wann")): _time(row.created_at),
            who.say(_("export-kind", default="Art")): row.type,
            who.say(_("export-summary", default="Betreff")): row.summary,
            who.say(_("export-read", default="Gelesen")): _time(row.read_at),
        }
        for row in who.session.scalars(statement.order_by(Notification.created_at))
    ]
    return ExportSection(
        "notifications", who.say(_("export-notifications", default="Hinweise im Portal")), rows
    )


def choices(who: About) -> ExportSection:
    """How the person wants to be told."""
    statement = select(NotificationChoice).where(NotificationChoice.person_id == who.person_id)
    rows = [
        {
            who.say(_("export-kind", default="Art")): row.type,
            who.say(_("export-channel", default="Weg")): row.channel,
            who.say(_("export-enabled", default="Eingeschaltet")): row.enabled,
        }
        for row in who.session.scalars(statement)
    ]
    return ExportSection("choices", who.say(_("export-choices", default="Einstellungen zu Hinweisen")), rows)


def reports(who: About) -> ExportSection:
    """What the person reported."""
    statement = select(ModerationReport).where(ModerationReport.reporter_id == who.person_id)
    rows = [
        {
            who.say(_("export-number", default="Nummer")): policy.reference(row.case_id),
            who.say(_("export-when", default="Wann")): _time(row.created_at),
            who.say(_("export-reason", default="Grund")): who.say(words.REASONS.get(row.reason, row.reason)),
            who.say(_("export-text", default="Text")): who.vault.open_text(
                TEXT_KIND, row.id, row.text_sealed
            ),
        }
        for row in who.session.scalars(statement.order_by(ModerationReport.created_at))
    ]
    return ExportSection("reports", who.say(_("export-reports", default="Ihre Meldungen")), rows)


def decisions(who: About) -> ExportSection:
    """What moderation decided about texts of the person; only what they were told."""
    statement = (
        select(ModerationDecision)
        .join(ModerationCase)
        .where(ModerationCase.author_id == who.person_id, ModerationDecision.action != policy.KEEP)
        .order_by(ModerationDecision.decided_at)
    )
    rows = [
        {
            who.say(_("export-number", default="Nummer")): policy.reference(row.case_id),
            who.say(_("export-when", default="Wann")): _time(row.decided_at),
            who.say(_("export-decision", default="Entscheidung")): who.say(words.ACTIONS[row.action]),
            who.say(_("export-reason", default="Grund")): who.say(words.REASONS[row.reason])
            if row.reason
            else "",
            who.say(_("export-words", default="Begründung")): who.vault.open_text(
                WORDS_KIND, row.id, row.words_sealed
            ),
        }
        for row in who.session.scalars(statement)
    ]
    return ExportSection(
        "decisions", who.say(_("export-decisions", default="Entscheidungen über Ihre Texte")), rows
    )


def muted(who: About) -> ExportSection:
    """Whom the person hides, by the name they saw."""
    rows = [
        {
            who.say(_("export-name", default="Name")): blocks.label(who.vault, row),
            who.say(_("export-kind", default="Art")): who.say(words.MUTE_KINDS[row.kind]),
            who.say(_("export-when", default="Wann")): _time(row.created_at),
        }
        for row in blocks.of_person(who.session, who.person_id)
    ]
    return ExportSection("muted", who.say(_("export-muted", default="Ausgeblendete Personen")), rows)


def _login_name(who: About) -> str:
    # Guests have none.
    if who.session.get(Credential, who.person_id) is None:
        return ""
    return login_name(who.session, who.vault, who.person_id)


SECTIONS = (account, addresses, devices, own_drafts, notifications, choices, reports, decisions, muted)


def _time(moment: Any) -> str:
    return "" if moment is None else moment.isoformat(timespec="seconds")
