"""Mail: neutral, optional, and sent by the worker."""

from typing import Any

from pyramid.exceptions import ConfigurationError

from vamv.mail.sending import send
from vamv.mail.services import JOB
from vamv.mail.transport import make_transport


def includeme(config: Any) -> None:
    try:
        config.registry["vamv.mail"] = make_transport(config.registry.settings)
    except ValueError as problem:
        raise ConfigurationError(str(problem)) from None
    config.add_job(JOB, send)
