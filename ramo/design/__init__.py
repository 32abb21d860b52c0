"""The look: base pages, components, styles."""
