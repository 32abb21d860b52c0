"""People who work in the network and how they sign in."""
