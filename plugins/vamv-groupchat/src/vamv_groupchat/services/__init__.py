"""What people do in group chats.

Each function takes the session, who does it and when, and commits nothing. Whoever changes who is in a
session, or what is said there, locks its row first: places and numbers are exact.
"""
