"""Fixtures for people, browsers and the database come from vamv.testing, installed with the core."""
