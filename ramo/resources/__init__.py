"""Official services and the paths that lead to them."""
