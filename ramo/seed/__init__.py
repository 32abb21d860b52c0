"""The real content, loaded once and never over an edit."""
