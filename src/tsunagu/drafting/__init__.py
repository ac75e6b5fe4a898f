"""Draft tables from the text of a plan, by rules that name themselves; every cell has its place and a confidence."""
