"""The web layer: rendering, layout, outlets, menus, forms, static files and error pages."""

from typing import Any

from vamv.web.assets import add_page_asset
from vamv.web.globals import add_globals
from vamv.web.navigation import add_nav_item
from vamv.web.outlets import add_panel, declare_outlet
from vamv.web.renderer import ChameleonRenderer, Templates
from vamv.web.statics import add_static_folder
from vamv.web.work import add_work_list


def includeme(config: Any) -> None:
    config.registry["vamv.templates"] = Templates(config.registry)
    config.add_renderer(".pt", ChameleonRenderer)
    config.add_directive("add_nav_item", add_nav_item)
    config.add_directive("declare_outlet", declare_outlet)
    config.add_directive("add_panel", add_panel)
    config.add_directive("add_page_asset", add_page_asset)
    config.add_directive("add_static_folder", add_static_folder)
    config.add_directive("add_work_list", add_work_list)
    config.add_subscriber(add_globals, "pyramid.events.BeforeRender")
    config.add_tween("vamv.web.statics.immutable_tween", under="vamv.security.sanity.sanity_tween")
    config.add_tween(
        "vamv.web.closed.closed_tween",
        under="vamv.security.sanity.sanity_tween",
        over="vamv.security.maintenance.maintenance_tween",
    )
    config.include("vamv.web.errors")
    config.include("vamv.web.after")
    config.add_static_folder("vamv", "vamv:static")
