"""Counters: how often something happened on a day, and nothing about whom."""

from datetime import date

from sqlalchemy import BigInteger, Date, String
from sqlalchemy.orm import Mapped, mapped_column

from vamv.db.base import NAMES_PLUGIN, Base


class MetricCount(Base):
    """How often `metric` happened on `day`, for one combination of dimensions.

    Counted when it happens, so the figures outlive what they count. `dimensions`: a sorted JSON object, as
    text because it is part of the key.
    """

    __tablename__ = "metric_count"
    __table_args__ = (
        {
            "info": {
                "owner": "vamv",
                "class": "S1",
                "purpose": "funding report, counters without persons",
                "retention": "for ever; no person in it",
            }
        },
    )

    metric: Mapped[str] = mapped_column(String(80), primary_key=True, info=NAMES_PLUGIN)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    dimensions: Mapped[str] = mapped_column(String(250), primary_key=True)
    amount: Mapped[int] = mapped_column(BigInteger)
