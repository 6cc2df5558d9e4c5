"""Optimality where the marginal payoff has powers: one crossing of two monomials.

On the interior of the domain let f'(x) have the sign of F(x) = a(x) M(x) - b(x) N(x), with M, N > 0 products of powers
and a, b free of powers, and L = log(aM) - log(bN).  The derivative L' is a rational function, whatever the exponents.

- *Peak.*  Let a, b > 0 and F = 0 at x*.  If, before x*, a > 0 and L' ≤ 0 wherever b > 0, and a ≥ 0 wherever b ≤ 0, then
  F ≥ 0 there: the set where b > 0 is an interval around x* when b is affine or positive, L falls on it and vanishes at
  x*.  Behind x* the same holds with a and b exchanged.  So f rises before x* and falls behind it.
- *Valley.*  If a, b > 0 and L' ≥ 0 everywhere, F changes sign at most once, from - to +: f is largest at an end, and
  the payoffs at the two ends are compared.
- *Slope.*  If a, b > 0, L' ≤ 0 and f' ≥ 0 at the upper end (f' ≤ 0 at the lower end), f is monotone.

A payoff is continuous at an end at which it is defined, as a composition of continuous functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Not

from symgame.solve.concavity import all_linear
from symgame.solve.crossings import Crossing, contrast, crossings, smoothness
from symgame.solve.equilibrium import Obligation
from symgame.solve.pieces import substitute
from symgame.solve.power_forms import Powers
from symgame.solve.power_ratios import has_powers
from symgame.solve.problem import ends


class Tactic:
    """The proof of one candidate on one piece, for one owner with one action.

    Parameters
    ----------
    context : the owner's problem at the candidate
    payoff : Expr
        In the own action.
    where : tuple of Boolean
        Region, domain, piece.
    slices : float
    strict : bool
        Show that every other action is worse.
    """

    def __init__(self, context: Any, payoff: sp.Expr, where: tuple[Boolean, ...], slices: float, *, strict: bool = False) -> None:
        self.context, self.payoff, self.slices = context, payoff, slices
        self.up, self.down = (sp.Gt, sp.Lt) if strict else (sp.Ge, sp.Le)
        self.strict = strict
        (u,) = context.own
        self.x, self.best = u.symbol, context.best[u.symbol]
        self.values = {**context.fixed, self.x: self.best}
        self.low, self.high = substitute(u.low, context.fixed), substitute(u.high, context.fixed)
        low, high = (u.low, u.high) if payoff.has(*context.fixed) else (self.low, self.high)
        above = [sp.Gt(self.x, e) for e in ends(low) if e is not -sp.oo]
        below = [sp.Lt(self.x, e) for e in ends(high) if e is not sp.oo]
        self.inside = tuple(c for c in (*where, *above, *below) if c is not sp.true)
        self.evidence: list[Obligation] = []
        self.signs: dict[sp.Expr, int | None] = {}
        self.marginal = sp.diff(payoff, self.x)

    # ------------------------------------------------------------------ asking

    def proves(self, name: str, claim: Boolean, given: Iterable[Boolean]) -> bool:
        """Ask, and keep what is proved as evidence."""
        if claim is sp.true:
            return True
        given = tuple(g for g in given if g is not sp.true)
        verdict = self.context.prover.ask(claim, given, slices=self.slices)
        if not (verdict.proved or verdict.vacuous):
            return False
        self.evidence.append(Obligation(name, claim, (*self.context.prover.problem.assumptions, *given), verdict))
        return True

    def sign(self, e: sp.Expr) -> int | None:
        """The sign of an expression inside the domain, when it is proved."""
        if e not in self.signs:
            read = 1 if e.is_positive else -1 if e.is_negative else None
            for relation, s in ((sp.Gt, 1), (sp.Lt, -1)) if read is None else ():
                verdict = self.context.prover.ask(relation(e, 0), self.inside)
                if verdict.proved or verdict.vacuous:
                    read = s
                    break
            self.signs[e] = read
        return self.signs[e]

    # ------------------------------------------------------------------ the proof

    def run(self, *, here: bool) -> bool:
        """Whether no action on the piece is better; `here` when the candidate lies on it."""
        if not all(self.proves("smooth inside", c, self.inside) for c in dict.fromkeys(smoothness(self.payoff, self.x))):
            return False
        found = self._form()
        if found is not None:
            outer, factors, forms = found
            clean = outer * sp.Mul(*factors)
            for form in forms:
                if self._by_crossing(form) if here else False:
                    return True
            if self._slopes(clean):
                return True
        return self._slopes(self.marginal)

    def _form(self) -> tuple[int, list[sp.Expr], list[Crossing]] | None:
        bases = [sp.together(p.base) for p in self.marginal.atoms(sp.Pow) if not p.exp.is_Integer]
        factors = {f.as_base_exp()[0] for b in bases for f in sp.Mul.make_args(b)}
        inner = {f for f in factors if isinstance(f, sp.Symbol) and not f.is_positive}
        positive = [s for s in sorted(inner, key=str) if self.sign(s) == 1]
        unmask: dict[sp.Expr, sp.Expr] = {}
        powers = Powers(lambda f: self.sign(f.xreplace(unmask)), positive)
        unmask.update({m: s for s, m in powers.masks.items()})
        found = crossings(self.marginal, self.x, powers, self.sign)
        other = contrast(self.marginal, self.x, powers, self.sign)
        if found is None or found[2] or other is None:
            return found
        return found[0], found[1], [other]

    def _slopes(self, marginal: sp.Expr, more: tuple[Boolean, ...] = ()) -> bool:
        """The sign of the marginal payoff before and behind the candidate."""
        before, behind = (*self.inside, *more, sp.Lt(self.x, self.best)), (*self.inside, *more, sp.Gt(self.x, self.best))
        if self.best != self.low and not self.proves("marginal payoff before", self.up(marginal, 0), before):
            return False
        return self.best == self.high or self.proves("marginal payoff behind", self.down(marginal, 0), behind)

    def _by_crossing(self, form: Crossing) -> bool:
        if self.best in (self.low, self.high):
            direct = self._slopes(form.first * form.product - form.second * form.other)
            return direct or (not self.strict and self._at_end(form))
        return self._peak(form) or self._peak(form.turned())

    def _at(self, e: Any) -> Any:
        return substitute(e, self.values)

    def _peak(self, form: Crossing) -> bool:
        """The single peak at the candidate; where a term vanishes there, the signs of F are asked for directly."""
        a, b = form.first, form.second
        if not all(self._affine(c) or self.sign(c) == 1 for c in (a, b)):
            return False
        here = tuple(sp.Gt(self._at(c), 0) for c in (a, b) if self.sign(c) != 1)
        if sp.false in here:
            return False
        here = tuple(c for c in here if not self.proves("both terms are positive", c, self.context.given))
        if not self._stationary(form, (*self.context.given, *here)):
            return False
        for one, other, side in ((a, b, sp.Lt(self.x, self.best)), (b, a, sp.Gt(self.x, self.best))):
            if not self._one_side(form, one, other, (*self.inside, *here, side)):
                return False
        return not here or self._slopes(form.first * form.product - form.second * form.other, (Not(And(*here)),))

    def _one_side(self, form: Crossing, one: sp.Expr, other: sp.Expr, given: tuple[Boolean, ...]) -> bool:
        near, far = (*given, sp.Gt(other, 0)), (*given, sp.Le(other, 0))
        if self.sign(one) != 1 and not self.proves("the leading term is positive", sp.Gt(one, 0), near):
            return False
        if self.sign(other) != 1 and self.sign(one) != 1 and not self.proves("the leading term leads", self.up(one, 0), far):
            return False
        return self.proves("the ratio of the terms falls", self.down(form.slope, 0), near)

    def _affine(self, e: sp.Expr) -> bool:
        return e.is_polynomial(self.x) and sp.degree(e, self.x) <= 1

    def _stationary(self, form: Crossing, given: tuple[Boolean, ...]) -> bool:
        """F = 0 at the candidate, directly or after raising both terms to a power."""
        if not self.best.is_Symbol and not any(s.name.startswith("root'") for s in self.best.free_symbols):
            if self.proves("first-order condition", sp.Eq(self._at(self.marginal), 0), given):
                return True
        for left, right in _raised(form):
            if self.proves("first-order condition", sp.Eq(self._at(left), self._at(right)), given):
                return True
        return False

    def _at_end(self, form: Crossing) -> bool:
        if self.sign(form.first) != 1 or self.sign(form.second) != 1:
            if self.sign(form.first) != -1 or self.sign(form.second) != -1:
                return False
            form = form.turned()
        other = self.high if self.best == self.low else self.low
        slope = form.slope
        value = substitute(self.payoff, {**self.context.fixed, self.x: other})
        if value.has(sp.nan, sp.zoo):
            return False
        if other.is_finite is not False and self.sign(slope) != -1:
            if self.proves("the ratio of the terms rises", sp.Ge(slope, 0), self.inside):
                return self.proves("comparison with the other end", sp.Le(value, self.context.value), self.context.given)
        if not self.proves("the ratio of the terms falls", sp.Le(slope, 0), self.inside):
            return False
        toward = sp.Ge if self.best == self.high else sp.Le
        return self.proves("marginal payoff at the end", toward(self._at(self.marginal), 0), self.context.given)


def _raised(form: Crossing) -> Iterator[tuple[sp.Expr, sp.Expr]]:
    """The two terms, raised to the power that makes their exponents whole."""
    exponents = [f.as_base_exp()[1] for e in (form.product, form.other) for f in sp.Mul.make_args(e)]
    if all(p.is_Rational for p in exponents):
        q = sp.ilcm(1, *(p.q for p in exponents))
        ratio = sp.S.One
        for e, sign in ((form.product, 1), (form.other, -1)):
            ratio *= sp.Mul(*(b ** (sign * p * q) for b, p in (f.as_base_exp() for f in sp.Mul.make_args(e))))
        top, below = sp.fraction(sp.cancel(ratio))
        yield form.first**q * top, form.second**q * below


def power_tactic(context: Any, attempt: Any, place: int, payoff: sp.Expr, where: tuple[Boolean, ...], slices: float) -> bool | None:
    """No gain on a piece whose payoff has powers in the own action; None when this says nothing.

    Parameters
    ----------
    context : the owner's problem at the candidate
    attempt : Attempt
    place : int
        The piece.
    payoff : Expr
    where : tuple of Boolean
    slices : float
    """
    if len(context.own) != 1 or context.own[0].values or not has_powers(payoff, context.own[0].symbol):
        return None
    here = place == context.candidate.piece and all_linear(context, place)
    if not here and not (context.prover.problem.covering and context.prover.continuous(context.owner)):
        return None
    for tactic in _tactics(context, place, payoff, where, slices):
        if tactic.run(here=here):
            attempt.evidence.extend(tactic.evidence)
            return True
    return None


def _tactics(context: Any, place: int, payoff: sp.Expr, where: tuple[Boolean, ...], slices: float) -> Iterator[Tactic]:
    """First with the others' actions as symbols, of which only their domains are used, then with their values."""
    if context.fixed and any(has_powers(v) or v.free_symbols for v in context.fixed.values()):
        problem = context.prover.problem
        others = [u for u in problem.unknowns if u.symbol in context.fixed]
        known = [u.within(u.symbol) for u in problem.unknowns]
        for u in others:
            above = sp.Gt(context.fixed[u.symbol], substitute(u.low, context.fixed)) if u.low is not -sp.oo else sp.false
            if above is sp.true or above is not sp.false and context.prover.ask(above, context.given).proved:
                known.append(sp.Gt(u.symbol, u.low))
        piece = problem.pieces[place]
        symbolic = tuple(c for c in (*context.given, *known, *piece.conditions) if c is not sp.true)
        yield Tactic(context, piece.payoffs[context.owner], symbolic, slices)
    yield Tactic(context, payoff, where, slices)


@dataclass(frozen=True)
class Stand:
    """One action of one owner at a value; what a `Tactic` needs to know.

    Parameters
    ----------
    prover : Prover
    own : tuple of Unknown
    best : {Symbol: Expr}
    given : tuple of Boolean
    fixed : {Symbol: Expr}
    """

    prover: Any
    own: tuple[Any, ...]
    best: dict[sp.Symbol, sp.Expr]
    given: tuple[Boolean, ...]
    fixed: dict[sp.Symbol, sp.Expr]


def only_peak(prover: Any, unknown: Any, payoff: sp.Expr, value: sp.Expr, given: tuple[Boolean, ...]) -> bool:
    """Whether a payoff with powers rises strictly before `value` and falls strictly behind it.

    Parameters
    ----------
    prover : Prover
    unknown : Unknown
        The own action.
    payoff, value : Expr
    given : tuple of Boolean
        Region, domain and conditions of a piece that is an interval.
    """
    x = unknown.symbol
    if not has_powers(payoff, x):
        return False
    stand = Stand(prover, (unknown,), {x: value}, tuple(g for g in given if not g.has(x)), {})
    return Tactic(stand, payoff, tuple(given), 1.0, strict=True).run(here=True)
