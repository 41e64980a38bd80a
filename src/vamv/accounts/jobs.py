"""What the worker tidies up."""

from vamv.accounts.services import guard, invitations
from vamv.jobs.directives import JobContext
from vamv.security import sessions


def tidy(context: JobContext) -> None:
    """Remove sessions that are over, yesterday's failures, and invitations long expired."""
    sessions.purge(context.session, context.registry.settings, context.now)
    guard.purge(context.session, context.now)
    invitations.purge(context.session, context.now)
