"""The database: engine, session and migrations."""

from typing import Any

from vamv.db.engine import make_engine
from vamv.db.session import request_session


def includeme(config: Any) -> None:
    settings = config.get_settings()
    settings["tm.manager_hook"] = "pyramid_tm.explicit_manager"
    config.include("pyramid_tm")
    config.include("pyramid_retry")
    config.registry["vamv.engine"] = make_engine(settings["vamv.database_url"])
    config.add_request_method(request_session, "dbsession", reify=True)
