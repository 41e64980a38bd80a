"""The portal's own pages: start, help, traces, legal pages, language and quick exit."""

from typing import Any

from vamv.i18n.strings import _


def includeme(config: Any) -> None:
    config.add_permission(
        "portal.pages.edit",
        _("permission-pages-edit", default="Texte des Portals bearbeiten"),
        _(
            "permission-pages-edit-description",
            default="Impressum, Datenschutz, Nutzungsbedingungen, Barrierefreiheit und Umgangsregeln ändern.",
        ),
        roles=("coordinator", "administrator"),
    )
    for outlet in ("start.open", "start.ways", "start.visitor", "start.news", "start.places"):
        config.declare_outlet(outlet)
    config.include("vamv.portal.views.start")
    config.include("vamv.portal.views.care")
    config.include("vamv.portal.views.leaving")
    config.include("vamv.portal.views.language")
    config.include("vamv.portal.views.pages")
    config.include("vamv.portal.views.edit")
    config.include("vamv.portal.views.machines")
    if config.registry.settings["vamv.development"]:
        config.include("vamv.portal.views.styleguide")
