"""From a proof to a complete session: the steps in between, and where somebody wanted to go."""

from typing import Any
from urllib.parse import urlencode

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.interfaces import IRoutesMapper
from pyramid.renderers import render_to_response

from vamv.accounts import queries
from vamv.accounts.policy.stages import next_stage
from vamv.accounts.schemas import SecondFactorForm
from vamv.accounts.services.credentials import LoginRecord, note_login
from vamv.audit.services import record
from vamv.calendar.dates import day_and_time
from vamv.i18n.strings import _
from vamv.security import signing
from vamv.security.identity import FULL, SECOND_FACTOR, STAFF_ROLES, STAGE_ROUTES
from vamv.vault.blobs import SealBroken
from vamv.web.globals import Macros
from vamv.web.resume import carried, own_path

DRAFT = "accounts.draft"


def enter(
    request: Any,
    *,
    person_id: str,
    private_key: bytes | None,
    shared_device: bool = True,
    recovering: bool = False,
) -> Any:
    """Begin a session for somebody who has proved who they are; answer with the next step, or the portal."""
    response = HTTPSeeOther("/")
    needs = queries.needs(request.dbsession, person_id)
    stage = next_stage(needs, proved=False, recovering=recovering)
    signing.sign_in(
        request,
        response,
        person_id=person_id,
        private_key=private_key,
        stage=stage,
        shared_device=shared_device,
        recovering=recovering,
    )
    return _go_on(request, response, stage)


def proceed(request: Any) -> Any:
    """Move the session of this browser on after a step is done; answer with the next one, or the portal."""
    found = request.found_session
    needs = queries.needs(request.dbsession, found.person_id)
    recovering = signing.own_row(request).recovering
    stage = next_stage(needs, proved=True, recovering=recovering)
    response = HTTPSeeOther("/")
    signing.advance(request, response, stage)
    return _go_on(request, response, stage)


def target(request: Any) -> str | None:
    """Return the page somebody wanted before they had to sign in."""
    return own_path(request, request.params.get("to"))


def travelling(request: Any) -> list[tuple[str, str]]:
    """Return the hidden fields that go along from step to step: the page or the form that waits."""
    to, form = target(request), carried(request)
    return ([("to", to)] if to else []) + (form.hidden if form else [])


def has_route(request: Any, name: str) -> bool:
    """Tell whether a part that is installed has a page of this name."""
    return request.registry.getUtility(IRoutesMapper).get_route(name) is not None


def parts(request: Any) -> Macros:
    """Return the macros that several pages of the accounts share."""
    return Macros(request.registry, "vamv:templates/accounts/parts.pt")


def keep_closed(request: Any, what: str, secret: bytes) -> str:
    """Return a secret that this page shows, sealed for its form: nothing is stored before it counts.

    It opens only in this session and only as `what`.
    """
    return str(request.vault.seal(DRAFT, request.identity.session_id, secret, owner=what).hex())


def own_key(request: Any) -> bytes:
    """Return the private key of whoever is signed in here; every session of an account has it."""
    key = signing.private_key(request)
    assert key is not None
    return key


def open_again(request: Any, what: str, sealed: str | None) -> bytes | None:
    """Return what `keep_closed` sealed, None for anything else."""
    try:
        opened: bytes = request.vault.open(
            DRAFT, request.identity.session_id, bytes.fromhex(sealed or ""), owner=what
        )
    except (ValueError, SealBroken):
        return None
    return opened


def _go_on(request: Any, response: Any, stage: str) -> Any:
    form, to = carried(request), target(request)
    if stage != FULL:
        if form is not None and stage == SECOND_FACTOR:
            return _render(
                request,
                response,
                "second_factor",
                {"form": SecondFactorForm(request), "travelling": form.hidden},
            )
        response.location = _with_target(request.route_path(STAGE_ROUTES[stage]), to)
        return response
    _welcome(request)
    if form is not None:
        return _render(request, response, "resume", {"waiting": form})
    response.location = to or request.route_path("portal.start")
    return response


def _welcome(request: Any) -> None:
    """Note the log-in and say when the last one was."""
    person_id, now = request.identity.person_id, request.now
    before = note_login(request.dbsession, person_id=person_id, now=now)
    if request.identity.roles & STAFF_ROLES:
        record(request.dbsession, request.vault, actor_id=person_id, action="accounts.signed-in", now=now)
    if before.last_at is not None:
        _tell_last_login(request, before)


def _tell_last_login(request: Any, before: LoginRecord) -> None:
    assert before.last_at is not None
    when = day_and_time(before.last_at, request.now, request.locale_name)
    if not before.failures:
        request.flash(
            _("login-last", default="Zuletzt waren Sie hier angemeldet: ${when}.", mapping={"when": when}),
            "info",
        )
        return
    request.flash(
        _(
            "login-last-failures",
            default="Zuletzt waren Sie hier angemeldet: ${when}. Seitdem gab es ${count} Versuche mit "
            "falschem "
            "Passwort oder Code. Wenn Sie das nicht selbst waren, ändern Sie bitte Ihr Passwort.",
            mapping={"when": when, "count": before.failures},
        ),
        "warn",
    )


def _render(request: Any, response: Any, template: str, values: dict[str, Any]) -> Any:
    """Answer with a page of its own instead of sending the browser on: it carries a form along."""
    page = render_to_response(f"vamv:templates/accounts/{template}.pt", values, request=request)
    for value in response.headers.getall("Set-Cookie"):
        page.headers.add("Set-Cookie", value)
    return page


def _with_target(path: str, to: str | None) -> str:
    return f"{path}?{urlencode({'to': to})}" if to else path
