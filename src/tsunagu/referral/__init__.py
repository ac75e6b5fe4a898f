"""Who can help, who may enter, who hands on: the one rule that routes, gaps, pictures and reports read."""
