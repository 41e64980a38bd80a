"""What every chat and thread needs: columns for tables, one way to append, reading by number, read marks."""
