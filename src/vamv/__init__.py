"""vamv: a portal where single parents find advice and one another, made of a core and plugins."""

__version__ = "0.1.0"
