"""What is lost when a desk closes."""
