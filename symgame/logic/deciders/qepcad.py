"""Decide by cylindrical algebraic decomposition: the program QEPCAD B, after BROWN (2003), where it is installed.

It is asked whether some real point satisfies the assumptions and not the claim, as a closed prenex sentence on its standard
input, in a process of its own that is killed at the limit.  It prints TRUE or FALSE and no point, so that TRUE alone refutes
nothing here; it can contradict another solver.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import sympy as sp

from symgame.budget import Meter
from symgame.logic.formula import EQUAL, FALSE, GREATER, TRUE, And, Atom, Formula, Or, atoms, conj, make, negate
from symgame.logic.polynomials import Poly, fraction
from symgame.logic.problem import Problem
from symgame.logic.query import resolve, spread
from symgame.logic.signs import NEGATIVE, NONNEGATIVE, NONPOSITIVE, NONZERO, POSITIVE, ZERO, declared
from symgame.logic.verdict import Status, Verdict

PROGRAM = "qepcad"
HOME = "qe"
"""The environment variable that names the program's home."""

MAX_UNKNOWNS = 7
CELLS = "+N8000000"
HEADING = "An equivalent quantifier-free formula:"
WORDS = {GREATER: ">", ">=": ">=", EQUAL: "=", "!=": "/="}
SIGNS = {POSITIVE: (1, ">"), NEGATIVE: (-1, ">"), NONNEGATIVE: (1, ">="), NONPOSITIVE: (-1, ">="), NONZERO: (1, "!="), ZERO: (1, "=")}
Prefix = tuple[tuple[str, sp.Symbol], ...]


class NotPlain(Exception):
    """Internal: the formula has other unknowns than symbols."""


@dataclass(frozen=True)
class Qepcad:
    """One run of QEPCAD.

    Parameters
    ----------
    seconds : float
        At most this much of the budget.

    Examples
    --------
    >>> from symgame.budget import Budget
    >>> x = sp.Symbol("x", real=True)
    >>> found = Qepcad()(Problem(x**2 + 1 > 0, ()), Budget().start())
    >>> found is None or found.proved
    True
    """

    seconds: float = 4.0

    def __call__(self, problem: Problem, meter: Meter) -> Verdict | None:
        if shutil.which(PROGRAM) is None:
            return None
        top = conj(map(resolve, spread((problem.hypotheses, negate(problem.goal)))[:1]))
        if top == FALSE:
            return Verdict(Status.PROVED, by=("signs",))
        symbols = sorted(top_symbols(top), key=sp.default_sort_key)
        if not 0 < len(symbols) <= MAX_UNKNOWNS:
            return None
        meter.spend()
        try:
            found = truth(tuple(("E", s) for s in symbols), top, min(self.seconds, max(0.1, meter.left_seconds)))
        except NotPlain:
            return None
        if found is None:
            return Verdict(Status.UNDECIDED, by=(PROGRAM,), reason=f"{PROGRAM} gave no answer in time")
        return Verdict(Status.REFUTED if found else Status.PROVED, by=(PROGRAM,))


def top_symbols(formula: Formula) -> set[sp.Symbol]:
    """The symbols in the atoms of a formula."""
    return {g for leaf in atoms(formula) if isinstance(leaf, Atom) for g in leaf.gens if isinstance(g, sp.Symbol)}


def truth(prefix: Prefix, matrix: Formula, seconds: float) -> bool | None:
    """Whether a closed prenex sentence is true; None when the program does not say so in time.

    Parameters
    ----------
    prefix : tuple of (str, Symbol)
        ``"A"`` or ``"E"`` with its symbol, from the outside; declared signs of the symbols count.
    matrix : Formula
    seconds : float

    Raises
    ------
    NotPlain
        If the matrix has other unknowns than symbols.
    """
    return {"TRUE": True, "FALSE": False}.get(equivalent((), prefix, matrix, seconds))


def equivalent(free: tuple[sp.Symbol, ...], prefix: Prefix, matrix: Formula, seconds: float) -> str:
    """What the program prints as equivalent to the prenex sentence, in its own language with v0, v1, … for the free symbols.

    Parameters
    ----------
    free : tuple of Symbol
    prefix : tuple of (str, Symbol)
    matrix : Formula
    seconds : float

    Returns
    -------
    str
        Empty when no answer came in time.

    Raises
    ------
    NotPlain
        If the matrix has other unknowns than symbols.
    """
    names = {s: f"v{i}" for i, s in enumerate((*free, *(s for _, s in prefix)))}
    body = _text(matrix, names)
    for quantifier, symbol in reversed(prefix):
        sign = _declared(symbol)
        if sign != TRUE:
            limits = _text(sign, names)
            body = f"[{limits} /\\ {body}]" if quantifier == "E" else f"[{_text(negate(sign), names)} \\/ {body}]"
    quantifiers = "".join(f"({q} {names[s]})" for q, s in prefix)
    return _ask("\n".join(["[]", f"({','.join(names.values())})", str(len(free)), f"{quantifiers}{body}.", "finish", ""]), seconds)


def _declared(symbol: sp.Symbol) -> Formula:
    """What the declaration of a symbol says, as an atom: not dropped, as `make` would."""
    if declared(symbol) not in SIGNS:
        return TRUE
    sign, relation = SIGNS[declared(symbol)]
    plain = sp.Dummy(symbol.name, real=True)
    found = make(sign * fraction(plain, (plain,)).num, relation, (plain,))
    return Atom(found.text, found.relation, (symbol,), found.poly) if isinstance(found, Atom) else TRUE


def _text(formula: Formula, names: Mapping[sp.Expr, str]) -> str:
    """The formula in QEPCAD's language."""
    if isinstance(formula, And | Or):
        word = " /\\ " if isinstance(formula, And) else " \\/ "
        if not formula.args:
            return "0 = 0" if isinstance(formula, And) else "0 = 1"
        return f"[{word.join(_text(a, names) for a in formula.args)}]"
    if not isinstance(formula, Atom) or not all(g in names for g in formula.gens):
        raise NotPlain(str(formula))
    return f"[{_polynomial(formula.poly, [names[g] for g in formula.gens])} {WORDS[formula.relation]} 0]"


def _polynomial(poly: Poly, names: Iterable[str]) -> str:
    names = tuple(names)
    terms = []
    for exponents, c in poly.to_dict().items():
        powers = [f"{n}^{e}" if e > 1 else n for n, e in zip(names, exponents, strict=True) if e]
        number = [] if powers and abs(c) == 1 else [str(abs(c))]
        terms.append(f"{'-' if c < 0 else '+'} {' '.join((*number, *powers))}")
    return " ".join(terms).removeprefix("+ ")


def _ask(text: str, seconds: float) -> str:
    """What the program prints as the equivalent formula, on one line; empty when it does not come to its end."""
    program = shutil.which(PROGRAM)
    if program is None:
        return ""
    try:
        done = subprocess.run(
            [program, "-noecho", CELLS],
            input=text,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
            env=_environment(program),
        )
    except (subprocess.TimeoutExpired, OSError, UnicodeDecodeError):
        return ""
    head, found, tail = done.stdout.partition(HEADING)
    if done.returncode != 0 or not found or "The End" not in tail:
        return ""
    return " ".join(tail.split("=====")[0].split())


def _environment(program: str) -> dict[str, str]:
    """The environment, with the home that goes with the program where none is named."""
    if HOME in os.environ:
        return dict(os.environ)
    return {**os.environ, HOME: str(Path(program).resolve().parents[1] / "lib" / PROGRAM)}
