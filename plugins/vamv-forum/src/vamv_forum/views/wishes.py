"""The tick box beside a text: whether its author wants to hear of answers."""

from typing import Any

from vamv_forum.models import WATCH, Discussion
from vamv_forum.schemas import PostForm
from vamv_forum.services.following import choose_by_writing


def wanted_by(context: Any) -> dict[str, bool]:
    """Return how the tick box begins: as the person has chosen in this discussion, otherwise on."""
    return {"follow": context.level in (None, WATCH)}


def heed(form: PostForm, discussion: Discussion) -> None:
    """Keep whether the writer wants to hear of answers."""
    request = form.request
    choose_by_writing(
        request.dbsession,
        person_id=request.identity.person_id,
        discussion_id=discussion.id,
        wanted=bool(form.follow.data),
        now=request.now,
    )
