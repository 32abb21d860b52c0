"""Each claim of speed as a command that prints a ratio against a named rival in the same run."""
