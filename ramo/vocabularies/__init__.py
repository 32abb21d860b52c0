"""Loaded lists: areas, topics, settlements, occupations."""
