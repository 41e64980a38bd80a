"""What the pages of the group chat read. Texts are read by number and a bound, never counted or skipped."""
