"""Bulgarian text for search: folding, words, dictionary forms, Latin typing. Pure, no database.

`analyse` gives what a text is filed under, `asked` what a question looks for: groups of keys a word.
Whoever deepens it (another lexicon, typing errors, synonyms) adds keys to `Word.keys`; nothing above changes.
"""

from .analysis import ANALYSER_VERSION, STOP_WORDS, Word, analyse, asked

__all__ = ["ANALYSER_VERSION", "STOP_WORDS", "Word", "analyse", "asked"]
