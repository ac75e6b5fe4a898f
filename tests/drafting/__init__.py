"""Drafts of tables by rules."""
