"""What every test may use: the cast."""

pytest_plugins = ["tests.cast"]
