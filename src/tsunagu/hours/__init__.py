"""What printed opening hours say: read by a grammar, kept as intervals, asked for a moment."""
