"""Rules of the accounts: names, passwords, waiting after failures, steps of signing in. Pure functions."""
