"""How soon another process finds what is published; and what the whole page costs beside the engine alone.

A database of its own with the generated catalogue (`BENCH_CARDS`, one size); tantivy kept by a process of its own.
The rival of the first figure is the second after which OpenSearch looks for changes unless told otherwise.
"""

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from wsgiref.simple_server import WSGIRequestHandler, make_server

from bench.corpus import Corpus, fill
from bench.house import own_house
from bench.measure import tell
from bench.search import Spent, share

CARDS = int(os.environ.get("BENCH_CARDS", "10000").split(",")[0])
ROUNDS = 60
OPENSEARCH_REFRESH = 1000.0


class Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name there)
        """Nothing is printed."""


def publish() -> list[float]:
    """Milliseconds from the card's commit until this process finds it in the copy that the other one keeps."""
    from ramo.search.actions import file_cards
    from ramo.search.data import Card, SearchQuery
    from ramo.search.engine import search

    times = []
    for number in range(ROUNDS):
        word = f"новина{number}а"
        file_cards([Card(kind="page", key=f"new-{number}", link="/new/", title_bg=word)])
        begun = time.perf_counter()
        while not search(SearchQuery(word, exact=True)).total:
            assert time.perf_counter() - begun < 30, "never found"
            time.sleep(0.005)
        times.append((time.perf_counter() - begun) * 1000)
    return sorted(times)


def pages(corpus: Corpus, port: int) -> tuple[Spent, Spent]:
    """Milliseconds of the page over HTTP, and of the engine alone, for the same questions."""
    from ramo.search import reading
    from ramo.search.choice import engine_of_choice
    from ramo.search.engine import INDEX, look_up

    queries = [query for query in corpus.queries(ROUNDS, CARDS) if not query.place]
    questions = [(query, reading.read(query.text, INDEX)) for query in queries]
    door = http.client.HTTPConnection("localhost", port)

    def ask(query: Any) -> None:
        door.request("GET", "/tarsene/?" + urlencode({"q": query.text}))
        answer = door.getresponse()
        answer.read()
        assert answer.status == 200

    def alone(pair: tuple[Any, Any]) -> None:
        look_up(engine_of_choice(), *pair)

    return timed(ask, queries), timed(alone, questions)


def timed(act: Callable[[Any], None], some: list[Any]) -> Spent:
    """What works for it in this process, client and server, is counted as well: a busy machine changes that little."""
    for _round in range(2):
        wall, worked = [], []
        for each in some:
            begun, work = time.perf_counter(), time.process_time()
            act(each)
            wall.append((time.perf_counter() - begun) * 1000)
            worked.append((time.process_time() - work) * 1000)
    return Spent(sorted(wall), sorted(worked))


def main() -> None:
    os.environ["RAMO_SEARCH_ENGINE"] = "tantivy"
    with own_house():
        corpus = Corpus()
        fill(corpus, CARDS)
        keeper = subprocess.Popen([sys.executable, "-m", "django", "search_index", "--keep"])
        try:
            measure(corpus)
        finally:
            keeper.send_signal(signal.SIGTERM)
            keeper.wait(30)


def measure(corpus: Corpus) -> None:
    from django.core.wsgi import get_wsgi_application

    from ramo.search.choice import engine_of_choice

    begun = time.monotonic()
    while engine_of_choice().name != "tantivy":
        assert time.monotonic() - begun < 1200, "the index was never ready"
        time.sleep(0.2)
    print(f"{CARDS:,} cards; the index was ready after {time.monotonic() - begun:.0f} s", flush=True)
    found = publish()
    tell("published, found elsewhere, p95", share(found, 0.95), "OpenSearch's refresh", OPENSEARCH_REFRESH, "ms")
    with make_server("localhost", 0, get_wsgi_application(), handler_class=Silent) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        over_http, alone = pages(corpus, server.server_port)
        server.shutdown()
    for part in (0.5, 0.95):
        page = f"search page over HTTP, p{part * 100:.0f}"
        tell(page, share(over_http.wall, part), "engine alone", share(alone.wall, part), "ms")
        tell(page, share(over_http.worked, part), "engine alone", share(alone.worked, part), "ms of processor")


if __name__ == "__main__":
    main()
