"""`python -m ramo VERB`: the house's own verbs, and every management command beside them."""

from __future__ import annotations

import sys

from ramo.launch.verbs import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
