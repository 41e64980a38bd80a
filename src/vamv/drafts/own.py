"""Drafts of the person behind a request, for views that show and send a form.

    form = LetterForm(request, **load_draft(request, key))
    if form.validate():
        …
        discard_draft(request, key)

The template gives the same key: `<form data-draft="${key}" data-draft-url="${path('drafts.save')}">`.
"""

from collections.abc import Mapping
from typing import Any

from vamv.drafts import services
from vamv.security.signing import private_key


def load_draft(request: Any, key: str) -> dict[str, str]:
    """Return the fields of this person's draft, empty when there is none."""
    if request.identity is None:
        return {}
    row = services.find(request.dbsession, person_id=request.identity.person_id, key=key)
    # Most pages with a form have no draft; the person's key is looked up for those that do.
    own = private_key(request) if row is not None else None
    return {} if row is None or own is None else services.open_draft(request.vault, row, own)


def save_draft(request: Any, key: str, fields: Mapping[str, str]) -> None:
    """Keep what somebody has written where it could not be stored; not what is longer than any form takes."""
    own = private_key(request) if request.identity is not None else None
    if own is None or sum(map(len, fields.values())) > services.SIZE_LIMIT // 2:
        return
    services.save(
        request.dbsession,
        request.vault,
        person_id=request.identity.person_id,
        private_key=own,
        key=key,
        fields=fields,
        now=request.now,
    )


def discard_draft(request: Any, key: str) -> None:
    """Remove this person's draft once its text is stored elsewhere."""
    if request.identity is not None:
        services.discard(request.dbsession, person_id=request.identity.person_id, key=key)
