"""Lists of real desks, turned into the tables of `graph/registers` by a mapping file (decision 0038)."""
