"""Referral routes: which desks lead from here to a support, on what basis, and what is still to confirm."""
