"""A database of its own with the content that ships, for benches that run inside the house."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ramo.launch.database import database_for
from ramo.launch.environment import prepare_environment
from ramo.launch.places import DataFolder
from ramo.launch.preparation import prepare


@contextmanager
def own_house() -> Iterator[None]:
    """Django is ready inside; nothing is left afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="ramo-bench-"))
    folder.chmod(0o755)  # under a private folder the database would stand elsewhere
    os.environ["RAMO_DATA"] = str(folder / "var")
    try:
        data = DataFolder.from_environment()
        data.create()
        with database_for(data, "bench") as url:
            prepare_environment(data, url)
            prepare(data, url, demo=False)
            yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)
