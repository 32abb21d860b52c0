"""What is in a reader's way: the accessibility statement, its yearly review, and the form to say so."""
