"""Libraries, institutions, memberships and who may do what."""
