"""The table of work to be done."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from vamv.db.base import NAMES_PLUGIN, Base
from vamv.db.types import Id, UTCDateTime, new_id


class Job(Base):
    """Something the worker does later, written in the transaction that wants it.

    `payload` holds ids, or what is sealed: never plain text of a person. `lease_until`: a worker has it until
    then. `unique_key`: at most one job with this key is waiting; empty from the first attempt on.
    `failed_at`: given up, and kept for the operator; of the error only its type is known.
    """

    __tablename__ = "job"
    __table_args__ = (
        Index("ix_job_due", "failed_at", "run_at"),
        {
            "info": {
                "owner": "vamv",
                "class": "metadata",
                "purpose": "work waiting for the worker, mail among it (sealed)",
                "retention": "until it is done; 30 days when given up",
            }
        },
    )

    id: Mapped[str] = mapped_column(Id(), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(80), info=NAMES_PLUGIN)
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    run_at: Mapped[datetime] = mapped_column(UTCDateTime())
    attempts: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None] = mapped_column(UTCDateTime())
    created_at: Mapped[datetime] = mapped_column(UTCDateTime())
    unique_key: Mapped[str | None] = mapped_column(String(120), unique=True)
    failed_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    error_type: Mapped[str | None] = mapped_column(String(120))
