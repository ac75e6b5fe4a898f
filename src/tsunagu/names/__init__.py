"""What people call things: one search from any wording to bodies, kinds, places, needs, functions and the rest."""
