"""Believable demo data: nobody here is real, and nothing here is advice."""
