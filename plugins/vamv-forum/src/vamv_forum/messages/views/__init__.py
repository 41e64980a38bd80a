"""The pages of private messages."""
