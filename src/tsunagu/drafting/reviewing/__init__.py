"""A draft under review: what was decided of each row, kept step by step, and the tables that follow from it."""
