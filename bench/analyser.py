"""Words a second of the Bulgarian analyser against lower-casing and splitting; its load time and memory."""

import resource
import time
from collections.abc import Callable, Sized

SENTENCE = (
    "Регистрирайте се в бюрото по труда до седем дни, за да получите обезщетение за безработица. "
    "Носете лична карта, трудова книжка и удостоверенията от последния работодател. "
    "Електронните услуги на НОИ и НАП искат ПИК или КЕП; библиотекарят ви показва, вие пишете сами. "
)
TEXT = SENTENCE * 400


def memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def words_a_second(cut: Callable[[str], Sized]) -> float:
    started = time.perf_counter()
    return len(cut(TEXT)) / (time.perf_counter() - started)


def main() -> None:
    memory_before, started = memory_mb(), time.perf_counter()
    from ramo.kit.bulgarian import analyse

    analyse("учителите")
    load_seconds, memory = time.perf_counter() - started, memory_mb() - memory_before
    ours, rival = words_a_second(analyse), words_a_second(lambda text: text.lower().split())
    print(
        f"analyser: load {load_seconds:.2f} s, {memory:.0f} MB; {ours:,.0f} words/s"
        f" = {ours / rival:.3f} of lower().split() ({rival:,.0f} words/s)"
    )


if __name__ == "__main__":
    main()
