"""A problem for the deciders: hypotheses and a goal in normal form, with the sentences they came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.budget import Meter
from symgame.errors import StatementError
from symgame.logic.formula import Defined, Formula, conj, negate
from symgame.logic.normal import formula
from symgame.logic.query import Query, build
from symgame.logic.root import Root
from symgame.logic.verdict import Verdict


@dataclass(frozen=True)
class Problem:
    """``given ⇒ claim``, quantifier-free.

    Parameters
    ----------
    claim : Boolean
    given : tuple of Boolean

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> Problem(x > 0, (x > 1,)).symbols
    (x,)
    """

    claim: Boolean
    given: tuple[Boolean, ...]

    @cached_property
    def symbols(self) -> tuple[sp.Symbol, ...]:
        """Free symbols of claim and assumptions, ordered by name."""
        found = self.claim.free_symbols.union(*(g.free_symbols for g in self.given))
        return tuple(sorted(found, key=lambda s: (s.name, sp.srepr(s))))

    @cached_property
    def hypotheses(self) -> Formula:
        """The assumptions in normal form."""
        return conj(formula(g) for g in self.given)

    @cached_property
    def goal(self) -> Formula:
        """The claim in normal form."""
        return formula(self.claim)

    @cached_property
    def query(self) -> Query:
        """Asks for a counterexample."""
        return build((self.hypotheses, negate(self.goal)), self.symbols)

    @cached_property
    def roots(self) -> tuple[Root, ...]:
        """The implicit roots in the claim that the assumptions do not already use."""
        return tuple(g for g in self.query.open if isinstance(g, Root))

    def undefined(self, root: Root) -> Query:
        """Asks for a point where the assumptions hold and the root does not exist, or not alone."""
        return build((self.hypotheses, Defined(root, False)), self.symbols)

    @cached_property
    def defined_query(self) -> Query:
        """Asks for a counterexample at which all implicit roots exist."""
        return build((self.hypotheses, *map(Defined, self.roots), negate(self.goal)), self.symbols)


class Decider(Protocol):
    """One way to decide a problem; None when it has nothing to say.

    A verdict *proved* carries a certificate, or comes from a solver that is one of several; *refuted* carries a witness
    that was evaluated exactly; *undecided* carries the reason.
    """

    def __call__(self, problem: Problem, meter: Meter) -> Verdict | None: ...


def sentence(value: Any, what: str = "the claim") -> Boolean:
    """`value` as a sympy Boolean.

    Raises
    ------
    StatementError
        If it is not a sentence.

    Examples
    --------
    >>> sentence(True)
    True
    """
    if value is True or value is False:
        return sp.true if value else sp.false
    if not isinstance(value, Boolean) or isinstance(value, sp.Symbol):
        raise StatementError(
            f"{what} must be a sympy Boolean such as x > 0, And(…) or Eq(x, y), got {value!r} of type {type(value).__name__}"
        )
    if value.has(sp.I):
        raise StatementError(f"{what} has the complex number I; sentences are over the reals: {value}")
    return value


def sentences(given: Any) -> tuple[Boolean, ...]:
    """Assumptions as a tuple of sympy Booleans, True dropped.

    Examples
    --------
    >>> sentences([True])
    ()
    """
    if not isinstance(given, Boolean | bool | Iterable):
        raise StatementError(f"assumptions are a sympy Boolean or several of them in a list, got {given!r} of type {type(given).__name__}")
    items: Iterable[Any] = (given,) if isinstance(given, Boolean | bool) else given
    found = (sentence(g, "an assumption") for g in items)
    return tuple(dict.fromkeys(g for g in found if g is not sp.true))
