"""Text to search keys, the same for what is filed and for what is asked."""

from dataclasses import dataclass

from . import english, fold, lemmas, lexicon, tokens

# Whatever changes keys changes this; what was filed under another version is analysed again.
ANALYSER_VERSION = f"2-{lexicon.name()}"

_COMMON = """
а ако ама без бе би била били било бих в вече ви вие все във върху да дали до др е едва ги го за защо
зад и из или им има имат искам й каква какви какво какъв как като кога която които който което към ли
ме между ми мен мене много мога може моя моята мой моето моите на над най нас не него нея ни ние но
нещо някак някаква някакъв някой о об обаче от около по под пред през при с са само се си сте съм със
така там тази те тези ти то това този тя тук у ще я
a an and at by do for from how i in is it my of on or the to what where with
"""
STOP_WORDS = frozenset(_COMMON.split())


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text with its keys: any one of them found means the word is found."""

    text: str
    keys: tuple[str, ...]

    @property
    def is_stop(self) -> bool:
        """Too common to look for („на", „как"), unless nothing else was asked."""
        return self.text in STOP_WORDS


def analyse(text: str) -> list[Word]:
    """The words of a text in their order, each with its group of keys."""
    return [Word(token.text, _keys(token)) for token in tokens.tokens(fold.fold(text))]


def asked(text: str) -> list[Word]:
    """The words of a question that are worth looking for, each once."""
    words = list({word.keys: word for word in analyse(text)}.values())
    return [word for word in words if not word.is_stop] or words


def _keys(token: tokens.Token) -> tuple[str, ...]:
    keys = lemmas.lemmas(token.text) if fold.is_cyrillic(token.text) else (english.stem(token.text),)
    return (*keys, token.joined) if token.joined else keys
