"""Template tags of bookable hours."""
