"""The pages of the group chat: each asks a query or calls a service, and shows or redirects."""

from typing import Any

from vamv_groupchat.resources import (
    AsideResource,
    InsideResource,
    Invitation,
    ManagedDate,
    ManagedHours,
    ManagedRoom,
    MeetingResource,
    MessageResource,
    PersonResource,
    RoomResource,
    SanctionResource,
)


def includeme(config: Any) -> None:
    """Give every page its address. Rooms come last: their pattern fits anything."""
    config.add_route("groupchat.index", "", inherit_slash=True)
    config.add_route("groupchat.join", "/join/{secret}", factory=Invitation)

    config.add_route("groupchat.manage", "/manage")
    config.add_route("groupchat.add_room", "/manage/new")
    config.add_route("groupchat.change_room", "/manage/{room}", factory=ManagedRoom)
    config.add_route("groupchat.staff", "/manage/{room}/staff", factory=ManagedRoom)
    config.add_route("groupchat.invitation", "/manage/{room}/invitation", factory=ManagedRoom)
    config.add_route("groupchat.dates", "/manage/{room}/dates", factory=ManagedRoom)
    config.add_route("groupchat.add_hours", "/manage/{room}/hours", factory=ManagedRoom)
    config.add_route("groupchat.remove_hours", "/manage/{room}/hours/{hours}/remove", factory=ManagedHours)
    config.add_route("groupchat.change_date", "/manage/{room}/dates/{session}", factory=ManagedDate)
    config.add_route("groupchat.cancel_date", "/manage/{room}/dates/{session}/cancel", factory=ManagedDate)

    meeting = {
        "chat": "",
        "enter": "/enter",
        "leave": "/leave",
        "rows": "/rows",
        "whisper": "/whisper",
        "team": "/team",
        "lead": "/lead",
        "steer": "/steer",
        "remind": "/remind",
        "calendar": "/calendar.ics",
    }
    for name, path in meeting.items():
        config.add_route(f"groupchat.{name}", f"/s/{{session}}{path}", factory=MeetingResource)
    for name in ("hand", "writing"):
        config.add_route(f"groupchat.{name}", f"/s/{{session}}/{name}", factory=InsideResource)
    config.add_route("groupchat.change", "/s/{session}/m/{message}", factory=MessageResource)
    for name, path in {"person": "", "call": "/call", "hand_over": "/hand-over"}.items():
        config.add_route(f"groupchat.{name}", f"/s/{{session}}/p/{{ref}}{path}", factory=PersonResource)
    config.add_route("groupchat.lift", "/s/{session}/decision/{sanction}/lift", factory=SanctionResource)
    config.add_route("groupchat.settle", "/s/{session}/aside/{aside}", factory=AsideResource)

    config.add_route("groupchat.room", "/{room}", factory=RoomResource.find)
    config.add_route("groupchat.leave_group", "/{room}/leave", factory=RoomResource.find)
    config.scan("vamv_groupchat.views")
