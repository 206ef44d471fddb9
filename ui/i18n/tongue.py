"""Which language a face speaks now, and how a pair of texts is filled."""

from datetime import date

from PySide6.QtCore import QObject, Signal

from kiosk.rules.assessment import Text

EMPTY = Text("", "")


def literal(value: str) -> Text:
    """A value that reads the same in every language: a name, a number, a code."""
    return Text(value, value)


def fill(pattern: Text, **values: Text | str | int | date) -> Text:
    """``pattern`` with its ``{places}`` filled; a value that is itself a Text is filled language by language."""

    def side(template: str, language: str) -> str:
        said = {k: v.in_language(language) if isinstance(v, Text) else v for k, v in values.items()}
        return template.format(**said)

    return Text(side(pattern.zh, "zh"), side(pattern.en, "en"))


class Tongue(QObject):
    """The language of one face. Every label listens to ``changed`` and says its text again."""

    changed = Signal(str)

    def __init__(self, language: str = "zh") -> None:
        super().__init__()
        self._language = language

    @property
    def language(self) -> str:
        """``zh`` or ``en``."""
        return self._language

    def speak(self, language: str) -> None:
        """Change the language; nothing else on the screen changes."""
        if language != self._language:
            self._language = language
            self.changed.emit(language)

    def toggle(self) -> None:
        """The other language."""
        self.speak("en" if self._language == "zh" else "zh")

    def say(self, text: Text) -> str:
        """``text`` in the language of now."""
        return text.in_language(self._language)
