"""Verbs of the accounts. Each takes a session, the vault where it needs it, and the time."""
