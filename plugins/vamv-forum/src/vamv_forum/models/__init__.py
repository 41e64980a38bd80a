"""The forum's tables: categories hold discussions, discussions hold posts."""

from vamv_forum.models.places import ACCESS, GROUP, MEMBERS, PUBLIC, Category, CategoryChange, CategoryMember
from vamv_forum.models.polls import Poll, PollOption, PollVote
from vamv_forum.models.reading import (
    MUTE,
    NORMAL,
    WATCH,
    Bookmark,
    CategoryWatch,
    Mention,
    Reader,
    ReadMark,
    Subscription,
    Thanks,
)
from vamv_forum.models.search import SearchEntry, SearchWord
from vamv_forum.models.talks import Talk, TalkMessage, TalkParticipant, TalkPerson
from vamv_forum.models.texts import ALIAS_KIND, Alias, Discussion, HeldPost, Post, PostVersion

__all__ = [
    "ACCESS",
    "ALIAS_KIND",
    "GROUP",
    "MEMBERS",
    "MUTE",
    "NORMAL",
    "PUBLIC",
    "WATCH",
    "Alias",
    "Bookmark",
    "Category",
    "CategoryChange",
    "CategoryMember",
    "CategoryWatch",
    "Discussion",
    "HeldPost",
    "Mention",
    "Poll",
    "PollOption",
    "PollVote",
    "Post",
    "PostVersion",
    "ReadMark",
    "Reader",
    "SearchEntry",
    "SearchWord",
    "Subscription",
    "Talk",
    "TalkMessage",
    "TalkParticipant",
    "TalkPerson",
    "Thanks",
]
