"""A library on paper: the sign for its door and stickers that lead to its page."""
