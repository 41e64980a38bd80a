"""The application: from an ini file to a portal, in the order in which it happens."""

import logging
from collections.abc import Mapping
from typing import Any

from pyramid.path import AssetResolver

from vamv.plugins.boot import Boot, boot
from vamv.plugins.include import include_plugins
from vamv.privacy.upkeep import resume_erasures
from vamv.ready import check_ready
from vamv.security.configurator import Configurator
from vamv.site import apply_site

log = logging.getLogger(__name__)

# The parts of the core, each after those it builds on.
PARTS = (
    "vamv.clock",
    "vamv.db",
    "vamv.vault",
    "vamv.plugins",
    "vamv.i18n",
    "vamv.security",
    "vamv.web",
    "vamv.jobs",
    "vamv.privacy",
    "vamv.audit",
    "vamv.mail",
    "vamv.realtime",
    "vamv.statistics",
    "vamv.accounts",
    "vamv.drafts",
    "vamv.notifications",
    "vamv.moderation",
    "vamv.search",
    "vamv.staff",
    "vamv.portal",
)


def main(global_config: Mapping[str, str] | None, **settings: Any) -> Any:
    """Make the WSGI application (`paste.app_factory`).

    Raises PluginsError or SettingsError with every problem found, and ConfigurationError where two parts
    claim the same thing.
    """
    config = configure(boot(settings))
    app = config.make_wsgi_app()
    check_ready(config.registry)
    resume_erasures(config.registry)
    _log_plugins(config.registry)
    return app


def configure(found: Boot) -> Configurator:
    """Include the core, then the plugins, then the chapter's theme; return the committed configuration."""
    config = Configurator(settings=found.settings)
    config.registry["vamv.plugins"] = found.plugins
    config.registry["vamv.hooks"] = found.hooks
    for part in PARTS:
        config.include(part)
    include_plugins(config, found.plugins)
    for plugin in found.plugins:
        config.add_static_folder(plugin.name, f"{plugin.package}:static")
        if AssetResolver().resolve(f"{plugin.package}:locale").isdir():
            config.add_translation_dirs(f"{plugin.package}:locale/")
    # Up to here a conflict between any two is an error: a plugin adds, it does not replace.
    config.commit()
    apply_site(config)
    config.commit()
    return config


def _log_plugins(registry: Any) -> None:
    for plugin in registry["vamv.plugins"]:
        log.info("plugin %s %s is on", plugin.name, plugin.version)
