"""What a chapter can set about its forum."""

from vamv.api.plugin import Setting

SETTINGS = [
    Setting("forum.posts_per_page", int, 20, "Posts on one page of a discussion."),
    Setting("forum.discussions_per_page", int, 25, "Discussions on one page of a category."),
    Setting("forum.new_days", int, 30, "Days after which a discussion no longer counts as new."),
    Setting("forum.undo_minutes", int, 30, "Minutes in which a person can take back removing a post."),
]
