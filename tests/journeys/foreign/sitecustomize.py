"""Laid before a site's Python by a journey: foreign hosts under .example.bg stand on this machine, at a port of ours.

The guard stays as it is. It checks the public address that the name is said to have; only the wire then leads here.
Loaded late, when the wire itself is: most processes never visit anybody.
"""

import importlib.abc
import importlib.machinery
import os
import sys
from types import ModuleType
from typing import Any

WIRE = "ramo.kit.fetch.wire"
PUBLIC = "93.184.216.34"


class LedHere(importlib.abc.MetaPathFinder):
    def find_spec(self, name: str, path: Any, target: ModuleType | None = None) -> Any:
        if name != WIRE:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec and spec.loader:
            load = spec.loader.exec_module
            spec.loader.exec_module = lambda module: lead_here(module, load)  # type: ignore[method-assign]
        return spec


def lead_here(module: Any, load: Any) -> None:
    load(module)
    connect, port = module.connect, int(os.environ["JOURNEY_FOREIGN_PORT"])
    module.resolve = lambda host, _port: [PUBLIC] if host.endswith(".example.bg") else []
    module.connect = lambda _address, _port, seconds: connect("127.0.0.1", port, seconds)


sys.meta_path.insert(0, LedHere())
