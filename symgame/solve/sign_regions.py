"""Where an expression in the parameters is positive, zero or negative, as proved regions.

For e(θ) and assumptions A, the space {θ : A(θ)} splits into {e > 0}, {e = 0}, {e < 0} and the rest where e
has no value.  Each part is written in the shortest form found: whole where one sign is proved, otherwise by
the sign conditions of the polynomials on which the sign of e depends, each equivalence proved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Equivalent, Not, Or

from symgame.budget import Budget
from symgame.logic.decide import QUICK, decide
from symgame.logic.implicit import Implicit
from symgame.logic.reduce import reduce_condition
from symgame.logic.root import Root
from symgame.logic.verdict import Status, Verdict
from symgame.printing import Value
from symgame.solve.fractions import factor_list
from symgame.solve.labels import Point
from symgame.solve.learn import as_boolean, cover
from symgame.solve.literals import split_literal, thresholds, weight
from symgame.solve.numeric import sign_at
from symgame.solve.samples import Sampler, rational_point

SAMPLES = 40
LARGEST = 24
ROUNDS = 12
SLICE = Budget(seconds=4.0)
RELATIONS = {1: sp.Gt, 0: sp.Eq, -1: sp.Lt}


@dataclass(frozen=True)
class SignRegion(Value):
    """One sign with the region on which it is proved.

    Parameters
    ----------
    sign : int
        1, 0 or -1.
    condition : Boolean
        In the parameters, beside the assumptions.
    verdict : Verdict

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> SignRegion(1, x > 1, decide(x - 1 > 0, x > 1)).verdict.proved
    True
    """

    sign: int
    condition: Boolean
    verdict: Verdict


@dataclass(frozen=True)
class SignRegions(Value):
    """The signs of one expression over the parameter space.

    Parameters
    ----------
    cases : tuple of SignRegion
    uncovered : Boolean
        Where no sign was proved; ``sp.false`` when the cases provably cover everything.

    Examples
    --------
    >>> x = sp.Symbol("x", positive=True)
    >>> [c.sign for c in sign_regions(x - 1).cases]
    [1, 0, -1]
    """

    cases: tuple[SignRegion, ...]
    uncovered: Boolean


def sign_regions(expression: sp.Expr, given: Iterable[Boolean] = ()) -> SignRegions:
    """The regions on which an expression is positive, zero, negative.

    Parameters
    ----------
    expression : Expr
        In the parameters, free of kinks.
    given : iterable of Boolean
        Assumptions; the declared signs of the symbols count too.

    Returns
    -------
    SignRegions

    Examples
    --------
    >>> x, y = sp.symbols("x y", positive=True)
    >>> sign_regions(1/x - 1/y).cases[0].condition
    x < y
    """
    facts = tuple(g for g in given if g is not sp.true)
    expression = tidy_sign(expression)
    samples = _samples(expression, facts)
    seen = {s for s in (sign_at(expression, p) for p in samples) if s is not None}
    if len(seen) <= 1:
        for sign in seen or {1, 0, -1}:
            verdict = sign_verdict(expression, sign, facts)
            if verdict.proved or verdict.vacuous:
                return SignRegions((SignRegion(sign, sp.true, verdict),), sp.false)
    cases: list[SignRegion] = []
    for sign in (1, 0, -1):
        condition = _condition(expression, sign, facts, samples)
        if condition is sp.false or condition.has(Root):
            continue
        verdict = sign_verdict(expression, sign, (*facts, condition))
        if verdict.proved:
            cases.append(SignRegion(sign, condition, verdict))
    return SignRegions(tuple(cases), _rest(cases, facts))


def tidy_sign(expression: sp.Expr) -> sp.Expr:
    """The expression over a common denominator and factored where it is a rational function."""
    symbols = expression.free_symbols
    if not symbols or not expression.is_rational_function(*symbols):
        return expression
    return sp.factor(expression)


def _samples(expression: sp.Expr, facts: tuple[Boolean, ...]) -> list[Point]:
    symbols = sorted(expression.free_symbols.union(*(f.free_symbols for f in facts)), key=lambda s: s.name)
    return Sampler(symbols, facts, []).draw(SAMPLES) if symbols else [{}]


def sign_verdict(expression: sp.Expr, sign: int, given: Iterable[Boolean]) -> Verdict:
    """The verdict on ``sign(expression) = sign``, factor by factor where there are several.

    Examples
    --------
    >>> x = sp.Symbol("x", positive=True)
    >>> sign_verdict((x + 1)/(x + 2), 1, ()).proved
    True
    """
    facts = tuple(given)
    parts = _factors(expression)
    if sign and len(parts) > 1:
        total, by = 1, dict[str, None]()
        for f, n in parts:
            one = next(((s, v) for s in (1, -1) if (v := ask(RELATIONS[s](f, 0), facts)).proved), None)
            if one is None:
                break
            total *= one[0] ** (n % 2)
            by |= dict.fromkeys(one[1].by)
        else:
            if total == sign:
                return Verdict(Status.PROVED, by=tuple(by))
    return ask(RELATIONS[sign](expression, 0), facts)


def _factors(expression: sp.Expr) -> list[tuple[sp.Expr, int]]:
    """Factors of numerator and denominator with multiplicities, the number among them."""
    found: list[tuple[sp.Expr, int]] = []
    for part in sp.fraction(sp.together(expression)):
        number, listed = factor_list(part)
        found += [(number, 1), *((f, int(n)) for f, n in listed)]
    return [(f, n) for f, n in found if f != 1]


def ask(claim: Boolean, given: Iterable[Boolean], *, budget: Budget = SLICE) -> Verdict:
    """The quick verdict on ``given ⇒ claim``, each implicit root as an unknown with its equation.

    A proof for every root of the polynomial in the interval is one for the root that is meant.

    Examples
    --------
    >>> x = sp.Symbol("x", positive=True)
    >>> ask(x > 0, ()).proved
    True
    """
    facts = tuple(given)
    roots = sorted(set().union(*(e.atoms(Implicit) for e in (claim, *facts))), key=sp.default_sort_key)
    if roots:
        taken = {s.name for e in (claim, *facts) for s in e.free_symbols}
        stem = next(n for n in ("root", "root_", "root__", "root___") if not any(t.startswith(f"{n}_") for t in taken))
        names = {r: sp.Symbol(f"{stem}_{i}", real=True) for i, r in enumerate(roots)}
        known = [k for r, s in names.items() for k in (sp.Eq(r.at(s), 0), r.inside(s))]
        claim, facts = claim.xreplace(names), tuple(f.xreplace(names) for f in (*facts, *known))
    return decide(claim, facts, deciders=QUICK, budget=budget)


def _condition(e: sp.Expr, sign: int, facts: tuple[Boolean, ...], samples: list[Point]) -> Boolean:
    """An equivalent of ``e > 0`` (or = or <) in short terms; the relation itself when nothing shorter is proved."""
    relation = RELATIONS[sign](e, 0)
    if relation in (sp.true, sp.false):
        return relation
    if ask(Not(relation), facts).proved:
        return sp.false
    learned = _learned(e, sign, facts, list(samples))
    if learned is None and not e.is_rational_function(*e.free_symbols):
        return relation
    return reduce_condition(relation if learned is None else learned, facts, budget=SLICE)


def _learned(e: sp.Expr, sign: int, facts: tuple[Boolean, ...], samples: list[Point]) -> Boolean | None:
    """Sign conditions of the polynomials in `e`, guessed from samples; proved equivalent or None."""
    literals = list(separating(e))
    order = sorted(range(len(literals)), key=lambda i: weight(literals[i]), reverse=True)
    relation = RELATIONS[sign](e, 0)
    symbols = sorted(e.free_symbols.union(*(f.free_symbols for f in facts)), key=lambda s: s.name)
    for _ in range(ROUNDS):
        rows = [([sign_at(x, p) for x in literals], sign_at(e, p)) for p in samples]
        positives = [r for r, s in rows if s == sign]
        negatives = [r for r, s in rows if s is not None and s != sign]
        found = cover(positives, negatives, order) if literals and positives else [] if not positives else None
        if found is None:
            return None
        guess: Boolean = Or(*(as_boolean(c, literals) for c in found))
        verdict = ask(Equivalent(guess, relation), facts)
        if verdict.proved or verdict.vacuous:
            return guess
        if not verdict.refuted:
            return None
        point = rational_point(dict(verdict.witness), symbols)
        if point in samples:
            return None
        samples.append(point)
    return None


@lru_cache(maxsize=5_000)
def separating(e: sp.Expr) -> tuple[sp.Expr, ...]:
    """Polynomials in the parameters whose signs may settle the sign of `e`; a parameter that may vanish is one.

    Examples
    --------
    >>> x, y = sp.symbols("x y", positive=True)
    >>> separating(x**2 - y**2)
    (x - y,)
    """
    found = [s for s in sorted(e.free_symbols, key=str) if s.is_nonnegative and not s.is_positive]
    for f in (*eliminants(e), *split_literal(e)):
        found += [x for x in (f, *thresholds(f)) if x not in found]
    return tuple(x for x in found if x.is_polynomial(*x.free_symbols) and not x.atoms(sp.Dummy))


def eliminants(e: sp.Expr) -> Iterator[sp.Expr]:
    """Polynomials in the parameters one of which vanishes where an expression in radicals and implicit roots does.

    With y the radicals and roots and q_j(y_j) their polynomials, e(y) = 0 implies that the iterated resultant of e
    with the q_j vanishes.

    Examples
    --------
    >>> x, c = sp.symbols("x c", positive=True)
    >>> list(eliminants(Root(x**3 + x - c, x, sp.Interval(0, sp.oo)) - 1))
    [c - 2]
    """
    radicals = [a for a in e.atoms(sp.Pow) if a.exp.is_Rational and not a.exp.is_Integer and a.free_symbols]
    names: dict[sp.Expr, sp.Symbol] = {}
    equations: list[tuple[sp.Symbol, sp.Expr]] = []
    for r in sorted(e.atoms(Root), key=sp.default_sort_key):
        names[r] = sp.Dummy("y", real=True)
        equations.append((names[r], r.at(names[r])))
    for base, q in sorted({(a.base, a.exp.q) for a in radicals}, key=lambda k: sp.default_sort_key(k[0])):
        y = sp.Dummy("y", real=True)
        names |= {a: y ** int(a.exp * q) for a in radicals if a.base == base}
        equations.append((y, y**q - base))
    if not 1 <= len(equations) <= 2 or any(not f.is_polynomial(*f.free_symbols) for _, f in equations):
        return
    for part in sp.fraction(sp.together(e.xreplace(names))):
        part = sp.numer(sp.together(part))
        if not part.is_polynomial(*part.free_symbols):
            continue
        for y, f in equations:
            if part.has(y) and sp.degree(part, y) * sp.degree(f, y) <= LARGEST:
                part = sp.resultant(part, f, y)
        if not part.atoms(sp.Dummy):
            yield from split_literal(part)


def _rest(cases: list[SignRegion], facts: tuple[Boolean, ...]) -> Boolean:
    rest = And(*(Not(c.condition) for c in cases))
    verdict = ask(Not(rest), facts)
    return sp.false if verdict.proved or verdict.vacuous else rest


def anywhere(condition: Boolean, given: Iterable[Boolean]) -> bool:
    """Whether the condition is not proved empty.

    Examples
    --------
    >>> x = sp.Symbol("x", positive=True)
    >>> anywhere(x < 0, ())
    False
    """
    if condition is sp.false:
        return False
    verdict = ask(sp.false, (*given, condition))
    return not (verdict.proved or verdict.vacuous)
