"""The views of the portal's own pages."""
