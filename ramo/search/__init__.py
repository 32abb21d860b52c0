"""Index cards and the one door to find them."""
