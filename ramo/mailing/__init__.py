"""Letters that leave the house."""
