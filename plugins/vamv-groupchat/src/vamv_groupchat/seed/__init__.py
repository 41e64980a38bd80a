"""Tells the demo rooms."""
