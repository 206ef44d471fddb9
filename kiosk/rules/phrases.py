"""Texts put into words only when somebody reads them, and phrases with ``{places}`` for such texts."""

import string
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from kiosk.rules.assessment import Text

Word = str | int | date | Text | None
"""What stands in a place: a value, the same in both languages, or words in each."""
NO_WORDS: Mapping[str, Word] = MappingProxyType({})


class Told(Text):
    """A text worded at its first reading: most findings are made to be compared, and few are ever read.

    Equal to any Text of the same words. ``tell`` must give the same text for the same ``given``, at any time.
    """

    __slots__ = ("_telling",)
    _telling: tuple[Callable[..., Text], tuple[Any, ...]] | Text

    def __init__(self, tell: Callable[..., Text], *given: Any) -> None:
        _set_telling(self, (tell, given))

    def __reduce__(self) -> tuple[type[Text], tuple[str, str]]:
        return Text, (self.zh, self.en)

    @property
    def zh(self) -> str:
        """The Chinese text."""
        return self._worded().zh

    @property
    def en(self) -> str:
        """The English text."""
        return self._worded().en

    def _worded(self) -> Text:
        telling = self._telling
        if isinstance(telling, Text):
            return telling
        tell, given = telling
        text = tell(*given)
        _set_telling(self, text)
        return text


_set_telling: Callable[[Told, object], None] = Told.__dict__["_telling"].__set__
"""Texts are many: its own slot is set quicker than by ``object.__setattr__``, which a frozen class needs."""


class Phrase:
    """A text with ``{places}``, taken apart once so that each filling of it is quick."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        (self._zh, self._zh_names), (self._en, self._en_names) = _taken_apart(zh), _taken_apart(en)
        self._plain = None if self._zh_names or self._en_names else Text(zh, en)

    def told(self, words: Mapping[str, Word]) -> Text:
        """The text with ``words`` in its places, filled when it is read; nobody changes them until then."""
        return self._plain or Told(self.filled, words)

    def filled(self, words: Mapping[str, Word]) -> Text:
        """The text with ``words`` in its places. Raises KeyError where one is not given."""
        zh = [word.zh if isinstance(word := words[name], Text) else word for name in self._zh_names]
        en = [word.en if isinstance(word := words[name], Text) else word for name in self._en_names]
        return Text(self._zh % tuple(zh), self._en % tuple(en))


def places(template: str) -> frozenset[str]:
    """The names of the ``{places}`` in a text. Raises ValueError on a brace that is not one."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name is not None)


def _taken_apart(template: str) -> tuple[str, list[str]]:
    """The template with ``%s`` for each place, and the places' names in their order."""
    pattern, names = "", []
    for literal, name, _, _ in string.Formatter().parse(template):
        pattern += literal.replace("%", "%%")
        if name is not None:
            pattern += "%s"
            names.append(name)
    return pattern, names
