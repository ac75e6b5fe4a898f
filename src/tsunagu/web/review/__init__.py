"""Review of one draft in the explorer: the source beside the row, doubtful rows first; only on this machine."""
