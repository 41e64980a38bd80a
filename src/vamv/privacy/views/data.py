"""What the portal stores, from its own tables and rules, so that the page cannot go stale."""

from typing import Any

from pyramid.view import view_config

from vamv.i18n.strings import _
from vamv.privacy.record import record_of_processing
from vamv.privacy.retention import retention_rules

LABELS = {
    "S3": _("class-s3", default="Vertraulich: öffnen nur die Beteiligten; auch die Technik liest nicht mit"),
    "S2": _("class-s2", default="Geschützt: verschlüsselt gespeichert, nur für die Zuständigen zu lesen"),
    "S1": _("class-s1", default="Im Portal sichtbar: was Sie dort für andere schreiben"),
    "secret": _("class-secret", default="Zugangsdaten: nur als Prüfwert oder verschlossen gespeichert"),
    "metadata": _("class-metadata", default="Betriebsdaten: was das Portal braucht, um zu funktionieren"),
}


@view_config(
    route_name="privacy.data",
    request_method="GET",
    permission="privacy.read",
    renderer="vamv:templates/privacy/data.pt",
)
def data(context: Any, request: Any) -> dict[str, Any]:
    """How long what is kept, how it is protected, and the full record for experts."""
    plugins = request.registry["vamv.plugins"]
    record = record_of_processing(plugins.names)
    return {
        "rules": sorted(
            retention_rules(request.registry).values(), key=lambda rule: (rule.period, rule.name)
        ),
        "classes": [label for code, label in LABELS.items() if any(row.protection == code for row in record)],
        "parts": [plugin.info.title for plugin in plugins],
        "record": record,
    }
