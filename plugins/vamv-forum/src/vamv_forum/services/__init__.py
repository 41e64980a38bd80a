"""What people do in the forum.

Each function takes the session, who does it and when, and commits nothing. Whoever changes what a discussion
holds locks its row first (`shared.lock`): numbers stay without gaps and counts exact.
"""
