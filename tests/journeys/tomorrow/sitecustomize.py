"""Laid before a process of a journey: its clock is some days ahead. The product knows nothing of it.

Loaded late, when the clock itself is.
"""

import importlib.abc
import importlib.machinery
import os
import sys
from datetime import timedelta
from types import ModuleType
from typing import Any

CLOCK = "ramo.kit.clock"


class Ahead(importlib.abc.MetaPathFinder):
    def find_spec(self, name: str, path: Any, target: ModuleType | None = None) -> Any:
        if name != CLOCK:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec and spec.loader:
            load = spec.loader.exec_module
            spec.loader.exec_module = lambda module: set_ahead(module, load)  # type: ignore[method-assign]
        return spec


def set_ahead(module: Any, load: Any) -> None:
    load(module)
    real, days = module.now, timedelta(days=int(os.environ["JOURNEY_DAYS_AHEAD"]))
    module.now = lambda: real() + days


sys.meta_path.insert(0, Ahead())
