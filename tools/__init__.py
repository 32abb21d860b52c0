"""Scripts that build what the house carries: catalogues, styles, registers."""
