"""What is seen: pages and pictures that work without a network."""
