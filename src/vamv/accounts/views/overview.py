"""My account: everything about it, one link each."""

from dataclasses import dataclass
from typing import Any

from pyramid.view import view_config

from vamv.accounts import queries
from vamv.accounts.flow import has_route
from vamv.accounts.services import credentials, second_factor
from vamv.i18n.strings import _


@dataclass(frozen=True)
class Entry:
    """A link of the page, for those with the permission."""

    route: str
    icon: str
    label: Any
    text: Any
    permission: str = "accounts.own"


ENTRIES = (
    Entry(
        "accounts.profile",
        "user",
        _("account-profile", default="Name und Sprache"),
        _("account-profile-text", default="Wie andere Sie sehen, und wie wir Sie ansprechen."),
    ),
    Entry(
        "notifications.settings",
        "bell",
        _("account-notifications", default="Benachrichtigungen"),
        _("account-notifications-text", default="Was wir Ihnen sagen, und auf welchem Weg."),
    ),
    Entry(
        "accounts.password",
        "key-round",
        _("account-password", default="Passwort ändern"),
        _("account-password-text", default="Danach sind Sie auf allen anderen Geräten abgemeldet."),
    ),
    Entry(
        "accounts.code",
        "life-buoy",
        _("account-code", default="Wiederherstellungscode erneuern"),
        _(
            "account-code-text",
            default="Wenn die Karte mit dem alten Code weg ist oder jemand sie gesehen hat.",
        ),
    ),
    Entry(
        "accounts.factor",
        "shield",
        _("account-factor", default="Zweiter Schritt beim Anmelden"),
        _(
            "account-factor-text",
            default="Ein Code aus einer App schützt, auch wenn jemand Ihr Passwort kennt.",
        ),
    ),
    Entry(
        "accounts.devices",
        "monitor-smartphone",
        _("account-devices", default="Geräte"),
        _("account-devices-text", default="Wo Sie gerade angemeldet sind. Sie können sich überall abmelden."),
    ),
    Entry(
        "moderation.muted",
        "eye-off",
        _("account-muted", default="Ausgeblendete Personen"),
        _("account-muted-text", default="Wessen Texte Sie nicht sehen wollen. Das erfährt niemand."),
        permission="moderation.mute",
    ),
    Entry(
        "privacy.export",
        "download",
        _("account-export", default="Meine Daten mitnehmen"),
        _("account-export-text", default="Alles, was wir von Ihnen gespeichert haben, in einer Datei."),
    ),
    Entry(
        "privacy.delete",
        "trash-2",
        _("account-delete", default="Konto löschen"),
        _("account-delete-text", default="Sie entscheiden, was mit Ihren Texten geschieht."),
    ),
)


@view_config(
    route_name="accounts.overview",
    request_method="GET",
    permission="accounts.own",
    renderer="vamv:templates/accounts/overview.pt",
)
def show(request: Any) -> Any:
    person_id = request.identity.person_id
    session, vault = request.dbsession, request.vault
    return {
        "entries": [
            entry
            for entry in ENTRIES
            if has_route(request, entry.route) and request.has_permission(entry.permission)
        ],
        "login_name": credentials.login_name(session, vault, person_id),
        "code_from": queries.recovery_code_from(session, person_id),
        "has_factor": second_factor.is_set_up(session, person_id),
    }
