"""What the chapter still has to write before the public may come."""

from sqlalchemy.orm import Session

from vamv.i18n.locales import DEFAULT
from vamv.portal.services import unfinished
from vamv.portal.texts import REQUIRED


def empty_pages(session: Session) -> list[str]:
    """Return which of Impressum and privacy notice are empty in German, or still have gaps."""
    return unfinished(session, REQUIRED, DEFAULT)
