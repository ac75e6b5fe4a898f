"""Gaps and comparison."""
