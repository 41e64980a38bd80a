"""What a chapter can set about its group chats."""

from typing import Annotated

from msgspec import Meta

from vamv.api.plugin import Setting

Minutes = Annotated[int, Meta(ge=1, le=120)]
Hours = Annotated[int, Meta(ge=1, le=720)]

SETTINGS = [
    Setting(
        "groupchat.away_minutes",
        Minutes,
        5,
        "Minutes without a request after which a moderator counts as away; the room can then only be read.",
    ),
    Setting(
        "groupchat.idle_minutes", Minutes, 15, "Minutes without a request after which a place becomes free."
    ),
    Setting("groupchat.keep_hours", Hours, 24, "Hours after a meeting until its transcript is destroyed."),
    Setting(
        "groupchat.remind_minutes", Minutes, 60, "Minutes before a meeting at which people are reminded."
    ),
    Setting(
        "groupchat.plan_days",
        Annotated[int, Meta(ge=7, le=180)],
        42,
        "Days ahead for which meetings are planned.",
    ),
]
