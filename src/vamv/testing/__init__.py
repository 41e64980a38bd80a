"""The test kit of the house, for the core and for every plugin; installed as a pytest plugin."""
