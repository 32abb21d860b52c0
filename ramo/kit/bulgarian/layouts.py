"""Words typed while the keyboard stood on another layout: „,d/fjd“ for „работа“, „еурес“ for "eures"."""

import re

# The same keys in three layouts: Latin, the Bulgarian standard („БДС“), the phonetic one.
_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,./\\`"
_STANDARD = ",уеишщксдзц;ьяаожгтнвмчюйъэфхпрлб()"
_PHONETIC = "явертъуиопшщасдфгхйкл;'зьцжбнм,./юч"
_LAYOUTS = (_LATIN, _STANDARD, _PHONETIC)
_TABLES = [str.maketrans(typed, meant) for typed in _LAYOUTS for meant in _LAYOUTS if typed is not meant]

# A run of Latin letters and of the signs that are letters elsewhere.
RUN = re.compile(r"[a-z\[\];',./\\`]{3,40}")
_WORD = re.compile(r"[a-z]{3,}|[а-я]{3,}")


def retyped(run: str) -> list[str]:
    """What the same keys write in another layout, where that is a word of one alphabet."""
    written = (run.translate(table) for table in _TABLES)
    return list(dict.fromkeys(word for word in written if word != run and _WORD.fullmatch(word)))
