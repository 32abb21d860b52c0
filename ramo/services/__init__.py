"""The service itself: what it gives, what it never does, and which library gives it."""
