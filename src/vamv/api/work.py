"""What waits for staff in a plugin: declared with `config.add_work_list`."""

from vamv.web.work import WorkItem

__all__ = ["WorkItem"]
