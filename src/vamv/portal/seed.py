"""The two pages that only a chapter can write, filled in for a portal that shows made-up people."""

from datetime import datetime

from sqlalchemy.orm import Session

from vamv.portal import services
from vamv.portal.texts import REQUIRED, gaps, initial_text

DEMO = {
    "[[Name des Vereins]]": "Verband alleinerziehender Mütter und Väter, Landesverband Musterland e. V.",
    "[[Straße und Hausnummer]]": "Beispielweg 1",
    "[[Postleitzahl und Ort]]": "55116 Musterstadt",
    "[[Telefon]]": "06131 000000",
    "[[E-Mail-Adresse]]": "hilfe@portal.example",
    "[[Namen des Vorstands]]": "Erika Beispiel (Vorsitzende), Jonas Muster",
    "[[Amtsgericht und Registernummer]]": "Amtsgericht Musterstadt, VR 0000",
    "[[Name, Anschrift]]": "Erika Beispiel, Anschrift wie oben",
    "[[Name der oder des Datenschutzbeauftragten, E-Mail-Adresse]]": "Kim Muster, datenschutz@portal.example",
    "[[Name und Anschrift der Aufsichtsbehörde]]": "die Datenschutzaufsicht des Landes Musterland",
    "[[Name und Ort des Rechenzentrums]]": "ein Rechenzentrum in Musterstadt",
    "[[Zuwendungsgeber]]": "das Familienministerium des Landes Musterland",
}
NOTE = "*Dies ist ein Portal zum Ausprobieren. Alle Angaben auf dieser Seite sind erfunden.*\n\n"
TITLES = {"imprint": "Impressum", "privacy": "Datenschutz"}


def seed_pages(session: Session, now: datetime) -> int:
    """Fill in Impressum and privacy notice where they are empty; return how many."""
    filled = 0
    for slug in REQUIRED:
        if services.latest(session, slug, "de") is not None:
            continue
        text = initial_text(slug, "de") or ""
        for gap in gaps(text):
            text = text.replace(gap, DEMO[gap])
        services.save(
            session, slug=slug, locale="de", title=TITLES[slug], source=NOTE + text, actor_id=None, now=now
        )
        filled += 1
    return filled
