"""What may be shown of whom: the one guard before every output."""
