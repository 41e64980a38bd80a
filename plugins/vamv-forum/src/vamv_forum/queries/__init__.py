"""What the forum's pages read. Whatever grows is read by a key and a bound, never counted or skipped."""
