"""Data to paper: tagged PDF."""
