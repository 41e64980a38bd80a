"""Hiding another person for oneself, and taking it back."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv.i18n.strings import _
from vamv.moderation import blocks, words
from vamv.moderation.resources import Author, MutedPerson
from vamv.moderation.schemas import MuteForm


def muted(request: Any) -> blocks.Muted:
    """Return whom the person asking hides, looked up once a request (`request.muted`); staff hide nobody."""
    if not request.authenticated_userid or request.identity.is_staff:
        return blocks.Muted()
    return blocks.muted_by(request.dbsession, request.authenticated_userid)


@view_config(
    route_name="moderation.mute",
    request_method=("GET", "POST"),
    permission="moderation.mute",
    renderer="vamv:templates/moderation/mute.pt",
    rate_limit="20/minute",
)
def mute(context: Author, request: Any) -> Any:
    """What it means, and how far it shall go."""
    content = context.content
    back = request.route_path(content.route, **content.route_args)
    people = {"person_id": request.identity.person_id, "other_id": context.person_id}
    known = blocks.kind_of(request.dbsession, **people, alias=content.alias)
    kinds = words.NAME_KINDS if content.alias is not None else words.MUTE_KINDS
    form = MuteForm(request, kinds, kind=known or blocks.MUTE)
    page = {"form": form, "name": context.name, "alias": content.alias is not None, "back": back}
    if form.validate():
        try:
            blocks.mute(
                request.dbsession,
                request.vault,
                **people,
                name=context.name,
                alias=content.alias,
                kind=form.kind.data,
                now=request.now,
            )
        except blocks.IsStaff:
            request.response.status_int = 422
            return {**page, "staff": True}
        except blocks.TooMany:
            message = _(
                "mute-too-many",
                default="Sie haben schon ${most} Personen ausgeblendet. Bitte nehmen Sie erst eine zurück.",
                mapping={"most": blocks.MOST},
            )
            form.refuse("kind", message)
        else:
            request.flash(
                _(
                    "mute-done",
                    default="Erledigt. Unter „Ausgeblendete Personen“ in Ihrem Konto nehmen Sie es zurück.",
                )
            )
            return HTTPSeeOther(back)
    staff = content.alias is None and blocks.is_staff(request.dbsession, context.person_id)
    return {**page, "staff": staff}


@view_config(
    route_name="moderation.muted",
    request_method="GET",
    permission="moderation.mute",
    renderer="vamv:templates/moderation/muted.pt",
)
def muted_people(context: Any, request: Any) -> dict[str, Any]:
    """Everybody whom the person asking hides, by the names they saw."""
    rows = blocks.of_person(request.dbsession, request.identity.person_id)
    return {
        "rows": [
            {
                "row": row,
                "name": blocks.label(request.vault, row),
                "kind": (words.NAME_KINDS if row.scope else words.MUTE_KINDS)[row.kind],
            }
            for row in rows
        ]
    }


@view_config(route_name="moderation.unmute", request_method="POST", permission="moderation.mute")
def unmute(context: MutedPerson, request: Any) -> Any:
    """Show somebody's texts again."""
    blocks.unmute(request.dbsession, context.row)
    request.flash(_("unmute-done", default="Sie sehen die Texte dieser Person jetzt wieder."))
    return HTTPSeeOther(request.route_path("moderation.muted"))
