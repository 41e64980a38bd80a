"""What the addresses of moderation lead to."""

from typing import Any

from pyramid.authorization import DENY_ALL, Allow
from pyramid.httpexceptions import HTTPNotFound

from vamv.moderation.content import Content, ContentKind, content_kinds
from vamv.moderation.models import ModerationCase, ModerationReport, Mute
from vamv.security.people import display_names
from vamv.security.resources import Resource, role_rules


def may_read(request: Any, kind: ContentKind, content: Content) -> bool:
    """Tell whether the person asking may read a text where it stands."""
    return kind.may_read is None or kind.may_read(request.dbsession, request.identity, content.id)


class Target(Resource):
    """A text that somebody wants to report."""

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        kind = content_kinds(request.registry).get(request.matchdict["kind"])
        content = kind.load(request.dbsession, request.vault, request.matchdict["id"]) if kind else None
        if kind is None or content is None:
            raise HTTPNotFound
        if not may_read(request, kind, content):
            raise HTTPNotFound
        self.kind: ContentKind = kind
        self.content: Content = content

    @property
    def __acl__(self) -> list[Any]:
        return [*role_rules(self.request, "moderation.report"), DENY_ALL]


class Author(Target):
    """Whoever wrote a text that somebody reads; found by the text, so that no address names a person."""

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        author_id = self.content.author_id
        if author_id is None or author_id == request.authenticated_userid:
            raise HTTPNotFound
        self.person_id: str = author_id
        self.name: str = self._name()

    def _name(self) -> str:
        if self.content.alias is not None:
            return self.content.alias.name
        names = display_names(self.request.dbsession, self.request.vault, [self.person_id])
        if self.person_id not in names:
            raise HTTPNotFound
        return names[self.person_id]

    @property
    def __acl__(self) -> list[Any]:
        return [*role_rules(self.request, "moderation.mute"), DENY_ALL]


class MutedPerson(Resource):
    """Somebody whom a person hides: for that person only."""

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        row = request.dbsession.get(Mute, request.matchdict["mute"])
        # Whoever is not signed in any more gets the log-in page instead.
        if row is None or request.authenticated_userid not in (None, row.person_id):
            raise HTTPNotFound
        self.row: Mute = row

    @property
    def __acl__(self) -> list[Any]:
        return [(Allow, f"person:{self.row.person_id}", "moderation.mute"), DENY_ALL]


class Case(Resource):
    """A case: for the desk, and for the author of the text once it was decided."""

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        case = request.dbsession.get(ModerationCase, request.matchdict["case"])
        if case is None:
            raise HTTPNotFound
        self.case: ModerationCase = case
        self.kind: ContentKind | None = content_kinds(request.registry).get(case.kind)

    def content(self) -> Content | None:
        """Return the text, None when it is gone or its part is switched off."""
        if self.kind is None:
            return None
        return self.kind.load(self.request.dbsession, self.request.vault, self.case.object_id)

    def may_read(self, content: Content) -> bool:
        """Tell whether the page on which the text stands is open to the person asking."""
        return self.kind is not None and may_read(self.request, self.kind, content)

    @property
    def __acl__(self) -> list[Any]:
        rules: list[Any] = role_rules(self.request, "moderation.desk")
        if self.case.decided_at is not None and self.case.author_id is not None:
            rules.append((Allow, f"person:{self.case.author_id}", "moderation.statement"))
        return [*rules, DENY_ALL]


class Report(Resource):
    """A report, for the person with an account who sent it."""

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        report = request.dbsession.get(ModerationReport, request.matchdict["report"])
        if report is None:
            raise HTTPNotFound
        self.report: ModerationReport = report

    @property
    def __acl__(self) -> list[Any]:
        if self.report.reporter_id is None:
            return [DENY_ALL]
        return [(Allow, f"person:{self.report.reporter_id}", "moderation.outcome"), DENY_ALL]
