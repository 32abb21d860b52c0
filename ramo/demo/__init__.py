"""An invented network to try things in; removable."""
