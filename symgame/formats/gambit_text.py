"""The words of Gambit's game files: quoted texts, braces, exact numbers, each with its line.

Gambit writes games as free-form text: white space and line ends do not matter, texts stand in double quotes with
``\\"`` for a quote, lists in braces, with or without commas (McKelvey, McLennan and Turocy, Gambit manual).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import sympy as sp

from symgame.errors import FileFormatError
from symgame.games.players import Player

WORD = re.compile(r'\s+|("(?:[^"\\]|\\.)*")|([{}])|(,)|([^\s{},"]+)|(")', re.DOTALL)
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,4})?(/\d+)?\Z")
WHOLE = re.compile(r"[+-]?[0-9]+\Z")
LARGEST_FILE = 64_000_000
"""Bytes; a larger tree is better built with `ExtensiveFormGame.from_arrays`."""


def read_limited(path: str | Path) -> str:
    """The text of a file of at most `LARGEST_FILE` bytes.

    Raises
    ------
    FileFormatError
        If it is larger, cannot be read, or is not text.

    Examples
    --------
    >>> read_limited("nowhere.efg")
    Traceback (most recent call last):
    ...
    symgame.errors.FileFormatError: nowhere.efg: No such file or directory
    """
    try:
        size = Path(path).stat().st_size
        if size > LARGEST_FILE:
            raise FileFormatError(f"{path}: {size} bytes, at most {LARGEST_FILE} are read; build so large a tree with from_arrays")
        data = Path(path).read_bytes()
    except OSError as error:
        raise FileFormatError(f"{path}: {error.strerror}") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


class Words:
    """A cursor over the words of a file.

    Parameters
    ----------
    text : str
    source : str
        The file's name, for messages.

    Examples
    --------
    >>> words = Words('p "a \\\\"b\\\\"" { 1/2, .5 }', "game.efg")
    >>> words.word(), words.text(), words.numbers()
    ('p', 'a "b"', [1/2, 1/2])
    """

    def __init__(self, text: str, source: str) -> None:
        self.source, self.body = source, text
        self._next, self.here, self.before, self._end = "", 0, 0, 0
        self._advance()

    def _advance(self) -> None:
        """Find the next word; one at a time, so that a large file is never held as words."""
        self.before = self.here
        for m in WORD.finditer(self.body, self._end):
            if m.lastindex is None or m.lastindex == 3:
                continue
            self._next, self.here, self._end = m.group(), m.start(), m.end()
            if m.lastindex == 5:
                raise self.fault("a text in quotes has no end")
            return
        self._next, self.here, self._end = "", len(self.body), len(self.body)

    def fault(self, message: str, position: int | None = None) -> FileFormatError:
        """An error that names the file, and the line of a position; that of the next word when not given."""
        position = self.here if position is None else position
        line = self.body.count("\n", 0, position) + 1
        column = position - (self.body.rfind("\n", 0, position) + 1) + 1
        return FileFormatError(f"{self.source}, line {line}, column {column}: {message}")

    @property
    def ended(self) -> bool:
        return not self._next

    def peek(self) -> str:
        """The next word, "" at the end."""
        return self._next

    def take(self, what: str) -> str:
        """The next word, whatever it is."""
        if not self._next:
            raise self.fault(f"the file ends where {what} is expected")
        word = self._next
        self._advance()
        return word

    def word(self) -> str:
        """A bare word."""
        if self.peek()[:1] in ('"', "{", "}"):
            raise self.fault(f"expected a word, found {self.peek()[:40]}")
        return self.take("a word")

    def text(self) -> str:
        """A quoted text, without its quotes."""
        if not self.peek().startswith('"'):
            raise self.fault(f"expected a text in quotes, found {self.peek()[:40] or 'the end of the file'}")
        inner = self.take("a text")[1:-1]
        return re.sub(r"\\(.)", r"\1", inner, flags=re.DOTALL) if "\\" in inner else inner

    def optional_text(self) -> str | None:
        """A quoted text if one comes next."""
        return self.text() if self.peek().startswith('"') else None

    def whole(self, what: str) -> int:
        """A whole number that is not negative."""
        if not self.peek().isdigit() or len(self.peek()) > 9:
            raise self.fault(f"expected {what}, found {self.peek()[:40] or 'the end of the file'}")
        return int(self.take(what))

    def number(self) -> sp.Rational:
        """An exact number: whole, decimal or a fraction."""
        word = self._next
        if len(word) > 200 or not NUMBER.match(word):
            raise self.fault(f"expected a number, found {word[:40] or 'the end of the file'}")
        if WHOLE.match(word):
            return sp.Integer(self.take("a number"))
        top, _, below = word.partition("/")
        if below and not int(below):
            raise self.fault(f"{word}: division by zero")
        self._advance()
        value = Fraction(top) / int(below or 1)
        return sp.Rational(value.numerator, value.denominator)

    def open(self) -> None:
        """An opening brace."""
        if self.peek() != "{":
            raise self.fault(f"expected {{, found {self.peek()[:40] or 'the end of the file'}")
        self._advance()

    def closes(self) -> bool:
        """Whether a closing brace comes next; it is taken."""
        if self.peek() == "}":
            self._advance()
            return True
        if self.ended:
            raise self.fault("the file ends inside braces")
        return False

    def numbers(self) -> list[sp.Rational]:
        """Numbers in braces."""
        self.open()
        found = []
        while not self.closes():
            found.append(self.number())
        return found

    def texts(self) -> list[str]:
        """Quoted texts in braces."""
        self.open()
        found = []
        while not self.closes():
            found.append(self.text())
        return found


def header(words: Words, kind: str, version: str) -> str:
    """The first words of a file, and its title.

    Examples
    --------
    >>> header(Words('EFG 2 R "A title"', "game.efg"), "EFG", "2")
    'A title'
    """
    if words.peek() != kind:
        raise words.fault(f"a Gambit {kind.lower()} file begins with {kind} {version} R, found {words.peek()[:40]!r}")
    words.word()
    if words.peek() != version:
        raise words.fault(f"version {words.peek()[:10]!r} of the format is not read, only {version}")
    words.word()
    if words.peek() not in ("R", "D"):
        raise words.fault(f"expected R or D after the version, found {words.peek()[:40]!r}")
    words.word()
    return words.text()


def player_names(names: Iterable[str]) -> tuple[Player, ...]:
    """Players from free texts: other characters become ``_``, repeated names get a number.

    Examples
    --------
    >>> [p.name for p in player_names(["Player 1", "2nd", "", "Player 1"])]
    ['Player_1', 'P_2nd', 'P3', 'Player_1_4']
    """
    found: list[Player] = []
    for k, name in enumerate(names, 1):
        plain = re.sub(r"\W+", "_", name.strip()).strip("_")
        plain = f"P{k}" if not plain else plain if plain[0].isalpha() and plain.isidentifier() else f"P_{plain}"
        plain = plain if plain.isidentifier() else f"P{k}"
        found.append(Player(plain if Player(plain) not in found else f"{plain}_{k}"))
    return tuple(found)


def quoted(value: object) -> str:
    """A text in quotes.

    Examples
    --------
    >>> quoted('say "no"')
    '"say \\\\"no\\\\""'
    """
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def distinct(labels: list[str]) -> list[str]:
    """Labels made different: a repeated or empty one gets its place.

    Examples
    --------
    >>> distinct(["L", "L", ""])
    ['L', 'L (2)', '3']
    """
    found: list[str] = []
    for k, label in enumerate(labels, 1):
        made = label or str(k)
        while made in found:
            made = f"{made} ({k})"
        found.append(made)
    return found
