"""The keeper of the search index is one of the house's processes only where tantivy answers."""

import pytest

from ramo.launch import serve


@pytest.mark.parametrize(("engine", "count"), [(None, 0), ("postgres", 0), ("tantivy", 1)])
def test_the_index_is_kept_only_where_tantivy_answers(
    monkeypatch: pytest.MonkeyPatch, engine: str | None, count: int
) -> None:
    monkeypatch.delenv("RAMO_SEARCH_ENGINE", raising=False)
    if engine:
        monkeypatch.setenv("RAMO_SEARCH_ENGINE", engine)
    assert len(serve._indexer()) == count
