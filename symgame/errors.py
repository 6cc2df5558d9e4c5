"""Errors of the library, a tree by meaning.

Misuse raises at once and says where, which value, and what to do.  Not being able to decide is a
value (a `Verdict`, an ``uncovered`` region), never an exception; the two exceptions to that rule are
`UndecidedError` and `UncoveredError`, raised where the caller asked for something that only a decided
answer can give.
"""

from __future__ import annotations


class SymgameError(Exception):
    """Base class of every error that the library raises on purpose.

    Examples
    --------
    >>> issubclass(GameError, SymgameError)
    True
    """


class GameError(SymgameError, ValueError):
    """A game that is not well formed: the message names the place and the value.

    Examples
    --------
    >>> issubclass(GameError, ValueError)
    True
    """


class ArgumentError(SymgameError, ValueError):
    """An argument with an impossible value.

    Examples
    --------
    >>> issubclass(ArgumentError, ValueError)
    True
    """


class ArgumentTypeError(SymgameError, TypeError):
    """An argument of the wrong type, such as text or a float where sympy is expected.

    Examples
    --------
    >>> issubclass(ArgumentTypeError, TypeError)
    True
    """


class StatementError(SymgameError, ValueError):
    """A claim or an assumption that is not a sentence over the reals.

    Examples
    --------
    >>> issubclass(StatementError, ValueError)
    True
    """


class UndecidedError(SymgameError, ValueError):
    """A decided answer was asked for and could not be given; the message says what to try.

    Examples
    --------
    >>> issubclass(UndecidedError, SymgameError)
    True
    """


class UncoveredError(SymgameError, ValueError):
    """An equilibrium was evaluated where it is not known.

    Examples
    --------
    >>> issubclass(UncoveredError, SymgameError)
    True
    """


class SeveralEquilibriaError(SymgameError, ValueError):
    """One value was asked for where several equilibria differ; ask a branch instead.

    Examples
    --------
    >>> issubclass(SeveralEquilibriaError, SymgameError)
    True
    """


class UnsupportedError(SymgameError, ValueError):
    """A well-formed request outside what the library does; the message says what it does do.

    Examples
    --------
    >>> issubclass(UnsupportedError, SymgameError)
    True
    """


class FileFormatError(SymgameError, ValueError):
    """A file that cannot be read: the message has the file, the line and the fault.

    Examples
    --------
    >>> issubclass(FileFormatError, SymgameError)
    True
    """


class TypesettingError(SymgameError, RuntimeError):
    """pdflatex failed, or did not finish; the message has its error line.

    Examples
    --------
    >>> issubclass(TypesettingError, SymgameError)
    True
    """
