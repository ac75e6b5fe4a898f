"""Where boxes and lines stand and how they look."""
