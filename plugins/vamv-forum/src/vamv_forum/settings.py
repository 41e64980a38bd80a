"""What a chapter can set about its forum."""

from typing import Annotated

from msgspec import Meta

from vamv.api.plugin import Setting

Premoderate = Annotated[str, Meta(pattern="^(none|newcomers|all)$")]
Number = Annotated[int, Meta(ge=0, le=200)]

SETTINGS = [
    Setting("forum.posts_per_page", int, 20, "Posts on one page of a discussion."),
    Setting("forum.discussions_per_page", int, 25, "Discussions on one page of a category."),
    Setting("forum.new_days", int, 30, "Days after which a discussion no longer counts as new."),
    Setting("forum.messages", bool, False, "Let members write to one another in private, if both want it."),
    Setting("forum.undo_minutes", int, 30, "Minutes in which a person can take back removing a post."),
    Setting(
        "forum.premoderate", Premoderate, "newcomers", "Whose texts are read first: none, newcomers, all."
    ),
    Setting("forum.newcomer_posts", Number, 3, "Posts after which a person is no newcomer any more."),
    Setting("forum.newcomer_links", Number, 0, "Links in a newcomer's text that nobody has to read first."),
    Setting("forum.newcomer_posts_a_day", Number, 10, "Texts a newcomer sends in 24 hours; 0: any number."),
    Setting("forum.posts_a_day", Number, 60, "Texts any other member sends in 24 hours; 0: any number."),
]
