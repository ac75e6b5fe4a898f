"""The page of a route answer."""
