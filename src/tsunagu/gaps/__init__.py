"""Gaps and comparison: what law, a prefecture's list or another plan lets one expect, and what documents say of it."""
