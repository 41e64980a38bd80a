"""The chapter's portal as its pages name it."""

from dataclasses import dataclass
from typing import Any

from vamv.i18n.strings import _


@dataclass(frozen=True)
class CrisisNumber:
    """A number for those who cannot wait."""

    label: str
    number: str

    @property
    def href(self) -> str:
        return "tel:" + self.number.replace(" ", "")


@dataclass(frozen=True)
class Site:
    """Names and contact of the chapter, and the numbers for a crisis."""

    name: str
    claim: str
    chapter: str
    mail: str
    phone: str
    exit_url: str
    crisis: tuple[CrisisNumber, ...]


# Nationwide, free of charge, day and night: emergency call, TelefonSeelsorge, help line for women.
CRISIS = (
    (_("crisis-emergency", default="Notruf"), "112"),
    (_("crisis-telephone-counselling", default="TelefonSeelsorge"), "0800 111 0 111"),
    (_("crisis-violence-helpline", default="Hilfetelefon Gewalt gegen Frauen"), "116 016"),
)


def site(request: Any) -> Site:
    """Return the chapter's names in the language of the request."""
    settings = request.registry.settings
    translate = request.localizer.translate
    return Site(
        name=settings["vamv.site_name"],
        claim=settings["vamv.site_claim"],
        chapter=settings["vamv.chapter_name"],
        mail=settings["vamv.contact_mail"],
        phone=settings["vamv.contact_phone"],
        exit_url=settings["vamv.exit_url"],
        crisis=tuple(CrisisNumber(translate(label), number) for label, number in CRISIS),
    )
