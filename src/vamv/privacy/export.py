"""Everything the portal stores about one person, readable: the core's part and what the plugins answer."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from vamv.plugins.hooks import HookRunner
from vamv.plugins.results import ExportSection
from vamv.privacy.sections import SECTIONS, About
from vamv.vault.vault import Vault


@dataclass(frozen=True)
class Export:
    """What a person gets. `missing`: plugins that could not answer just now."""

    sections: list[ExportSection]
    missing: list[str]
    made_at: datetime


def export_person(
    session: Session,
    vault: Vault,
    hooks: HookRunner,
    *,
    person_id: str,
    private_key: bytes | None,
    now: datetime,
    say: Callable[[Any], str],
) -> Export:
    """Collect everything about a person.

    `private_key`: of the person, for what only they can open, or None. `say`: translates headings.
    """
    about = About(session, vault, person_id, private_key, now, say)
    sections = [make(about) for make in SECTIONS]
    answers = hooks.call("vamv_export_person", session=session, vault=vault, person_id=person_id)
    for answer in answers:
        sections += [_translated(each, say) for each in answer.value]
    done = {answer.plugin for answer in answers}
    missing = [name for name in hooks.implementers("vamv_export_person") if name not in done]
    return Export([section for section in sections if section.rows], missing, now)


def _translated(section: ExportSection, say: Callable[[Any], str]) -> ExportSection:
    rows = [{say(heading): value for heading, value in row.items()} for row in section.rows]
    return ExportSection(section.name, say(section.title), rows)


def as_json(export: Export) -> str:
    """Return the export for machines."""
    return json.dumps(
        {
            "made_at": export.made_at.isoformat(),
            "missing": export.missing,
            "sections": {
                section.name: {"title": section.title, "rows": section.rows} for section in export.sections
            },
        },
        ensure_ascii=False,
        indent=2,
        default=str,
    )


def as_zip(export: Export, page: str) -> bytes:
    """Return both forms in one file; `page`: the export as HTML."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("daten.html", page)
        archive.writestr("daten.json", as_json(export))
    return packed.getvalue()
