"""`vamv doctor`: is everything in order, and what to do about what is not."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import click
from sqlalchemy.orm import Session

from vamv.audit.health import check as check_audit
from vamv.cli.context import Portal, config_option
from vamv.cli.plugins import states
from vamv.db import versions
from vamv.db.engine import sqlite_module
from vamv.jobs.directives import job_kinds
from vamv.jobs.health import check as check_jobs
from vamv.plugins.results import Finding
from vamv.portal.health import empty_pages
from vamv.privacy.health import check as check_privacy
from vamv.settings import setting_line
from vamv.settings_core import CORE_SETTINGS

MARKS = {"ok": "ok     ", "warning": "warning", "error": "ERROR  "}


@click.command()
@click.option("--settings", is_flag=True, help="List every setting with its default instead.")
@config_option
def doctor(portal: Portal, settings: bool) -> None:
    """Examine the portal; exit 1 while there is an error."""
    if settings:
        for setting in CORE_SETTINGS:
            click.echo(setting_line(setting))
        return
    with portal.transaction(write=False) as session:
        findings = [*_machine(portal), *_database(portal), *_content(portal, session)]
    for finding in findings:
        click.echo(f"{MARKS[finding.level]} {finding.title}")
        if finding.remedy and finding.level != "ok":
            click.echo(f"        {finding.remedy}")
    if any(finding.level == "error" for finding in findings):
        raise SystemExit(1)


def _machine(portal: Portal) -> Iterator[Finding]:
    settings = portal.settings
    production = not settings["vamv.development"]
    yield Finding("ok", f"SQLite {sqlite_module().sqlite_version}")
    mode = stat.S_IMODE(Path(settings["vamv.server_key"]).stat().st_mode)
    yield Finding("ok", f"Server key {settings['vamv.server_key']} ({mode:o})")
    if production and settings["vamv.base_url"].startswith("http:"):
        yield Finding("error", "The portal is reached without encryption", "Set vamv.base_url to https://…")
    if production and "pyramid_debugtoolbar" in str(settings.get("pyramid.includes", "")):
        yield Finding("error", "The debug toolbar is on", "Take it out of pyramid.includes.")
    if production and hasattr(os, "geteuid") and os.geteuid() == 0:
        yield Finding("error", "The portal runs as root", "Give it a user of its own; see config/deploy.")
    if not settings["vamv.mail_host"]:
        yield Finding("warning", "No mail server: nobody gets a notice by mail", "Set vamv.mail_host.")


def _database(portal: Portal) -> Iterator[Finding]:
    for status in versions.status(portal.engine, portal.histories):
        if status.behind:
            yield Finding("error", f"The tables of {status.name} are behind", "Run `vamv db upgrade`.")
        else:
            yield Finding("ok", f"The tables of {status.name} are up to date")
    for state in states(portal):
        if state.state == "dormant":
            yield Finding(
                "warning",
                f"{state.name} is off, and {len(state.tables)} tables of its data are here",
                f"Switch it on again, or remove the data with `vamv db purge {state.name}`.",
            )


def _content(portal: Portal, session: Session) -> Iterator[Finding]:
    registry, now = portal.registry, portal.now()
    yield from check_jobs(session, tuple(job_kinds(registry)), now)
    yield from check_privacy(session)
    yield from check_audit(session, registry["vamv.vault"], portal.settings["vamv.audit_heads"])
    level = "warning" if portal.settings["vamv.development"] else "error"
    for slug in empty_pages(session):
        yield Finding(level, f"The page {slug} is empty", "Write it in the portal, under Seiten.")
    answers = registry["vamv.hooks"].call(
        "vamv_check_health", session=session, settings=portal.settings, now=now
    )
    for answer in answers:
        for finding in answer.value:
            yield Finding(finding.level, f"{answer.plugin}: {finding.title}", finding.remedy)
    for trouble in registry["vamv.hooks"].report():
        yield Finding(
            "error", f"{trouble.plugin}: {trouble.hook} fails ({trouble.reason})", "Update the plugin."
        )
