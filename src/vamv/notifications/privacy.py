"""What a person gets of it when asking for their data."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv.notifications.models import ContactAddress, Notification, NotificationChoice
from vamv.plugins.results import ExportSection
from vamv.vault.vault import Vault


def export_person(session: Session, vault: Vault, person_id: str) -> list[ExportSection]:
    """Return notifications, choices and the e-mail address of a person; what is empty is left out."""
    rows: dict[tuple[str, str], list[dict[str, Any]]] = {
        ("notifications", "Neuigkeiten"): [
            {
                "type": each.type,
                "summary": each.summary,
                "created_at": each.created_at.isoformat(),
                "read_at": each.read_at.isoformat() if each.read_at else None,
            }
            for each in session.scalars(
                select(Notification)
                .where(Notification.person_id == person_id)
                .order_by(Notification.created_at, Notification.id)
            )
        ],
        ("notification_choices", "Einstellungen zu Neuigkeiten"): [
            {"type": each.type, "channel": each.channel, "enabled": each.enabled}
            for each in session.scalars(
                select(NotificationChoice)
                .where(NotificationChoice.person_id == person_id)
                .order_by(NotificationChoice.type, NotificationChoice.channel)
            )
        ],
        ("contact_address", "E-Mail-Adresse"): [
            {
                "address": vault.open_text("contact.address", person_id, each.address_sealed)
                if each.address_sealed
                else None,
                "confirmed_at": each.confirmed_at.isoformat() if each.confirmed_at else None,
            }
            for each in session.scalars(select(ContactAddress).where(ContactAddress.person_id == person_id))
        ],
    }
    return [ExportSection(name, title, found) for (name, title), found in rows.items() if found]
