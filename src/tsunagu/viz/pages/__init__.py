"""Pages that hold a picture or a table."""
