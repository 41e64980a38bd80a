"""Days, dates and hours as people in Germany count and name them."""
