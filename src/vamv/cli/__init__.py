"""The command `vamv`: everything an operator does without a browser."""
