"""Accounts: a pseudonym and a password, a code on paper, a second factor, and nothing that says who it is."""

from typing import Any

from vamv.accounts.jobs import tidy
from vamv.accounts.proving import MEMORY, LoginMemory
from vamv.accounts.resources import FINISH, MANAGE, STEPS, TeamMember
from vamv.accounts.routes import add_routes
from vamv.accounts.views.devices import Device
from vamv.i18n.strings import _


def includeme(config: Any) -> None:
    config.registry[MEMORY] = LoginMemory()
    config.add_permission(
        "accounts.own",
        _("permission-accounts-own", default="Eigenes Konto"),
        _("permission-accounts-own-text", default="Das eigene Konto ansehen und ändern."),
        roles=("authenticated",),
    )
    config.add_permission(
        "accounts.enter",
        _("permission-accounts-enter", default="Anmelden"),
        _("permission-accounts-enter-text", default="Sich anmelden oder ein Konto anlegen."),
        roles=("visitor",),
    )
    config.add_permission(
        FINISH,
        _("permission-accounts-finish", default="Anmeldung abschließen"),
        _("permission-accounts-finish-text", default="Den Schritt tun, der bei der Anmeldung noch fehlt."),
    )
    config.add_permission(
        MANAGE,
        _("permission-accounts-manage", default="Konten des Teams verwalten"),
        _(
            "permission-accounts-manage-text",
            default="Menschen ins Team einladen, ihre Aufgaben festlegen, ihnen wieder hineinhelfen und "
            "Zugänge sperren. "
            "Lesen lässt sich damit nichts.",
        ),
        roles=("administrator",),
    )
    add_routes(config, {"step": STEPS, "member": TeamMember, "device": Device})
    _add_menus(config)
    config.add_job("accounts.tidy", tidy, schedule="hourly")
    config.scan("vamv.accounts.views")


def _add_menus(config: Any) -> None:
    own, enter = "accounts.own", "accounts.enter"
    add = config.add_nav_item
    add("accounts.login", _("nav-login", default="Anmelden"), "accounts.login", "account", "log-in", enter)
    add(
        "accounts.overview",
        _("nav-account", default="Mein Konto"),
        "accounts.overview",
        "account",
        "user",
        own,
    )
    add(
        "accounts.devices",
        _("nav-devices", default="Geräte"),
        "accounts.devices",
        "account",
        "monitor-smartphone",
        own,
    )
    add("accounts.logout", _("nav-logout", default="Abmelden"), "accounts.logout", "account", "log-out", own)
    add(
        "accounts.team",
        _("nav-team-accounts", default="Konten im Team"),
        "accounts.team",
        "staff",
        "users",
        MANAGE,
    )
