"""Certificates as lines of LaTeX."""

from __future__ import annotations

import sympy as sp

from symgame.logic.facts import Fact, shown
from symgame.logic.lemmas import Isolation, Lemma, Term, contrary

SIGNS = {">": ">", ">=": r"\geq", "=": "=", "!=": r"\neq"}


def lines(lemmas: tuple[Lemma | Isolation, ...]) -> tuple[str, ...]:
    """One line for each lemma that is not trivial: the identity, and the sign that follows from it."""
    told = [x for x in lemmas if x.fact.expression != 0 and x.method != "sign"]
    found = (_isolation(x) if isinstance(x, Isolation) else _lemma(x) for x in told)
    return tuple(dict.fromkeys(line for line in found if line))


def _lemma(lemma: Lemma) -> str:
    """``q p = Σ terms > 0`` when the negated goal stands once in each of some terms, else the vanishing sum."""
    against = contrary(lemma.fact)[0].expression
    goal, rest = [], []
    for term in lemma.terms:
        powers = dict(term.factors)
        if powers.get(against) == 1:
            del powers[against]
            goal.append(Term(term.coefficient, tuple(powers.items())).expression())
        elif against in powers:
            return _vanishing(lemma)
        else:
            rest.append(term)
    if not goal or lemma.fact.relation not in (">", ">="):
        return _vanishing(lemma)
    weight = sp.Add(*goal)
    left = lemma.fact.expression if weight == 1 else sp.Mul(weight, lemma.fact.expression, evaluate=False)
    zeros = [_latex_product(m, z) for m, z in lemma.zeros if shown(z) != 0]
    right = _sum([*(_shown(t) for t in rest), *zeros] or ["0"])
    if _tex(left) == right:
        return ""
    return f"{_tex(left)} = {right} {SIGNS[lemma.fact.relation]} 0"


def _vanishing(lemma: Lemma) -> str:
    denial = contrary(lemma.fact)[0]
    parts = [_shown(t) for t in lemma.terms] + [_latex_product(m, z) for m, z in lemma.zeros if shown(z) != 0]
    conclusion = _relation(lemma.fact)
    return rf"{_sum(parts)} = 0 \text{{ contradicts }} {_relation(denial)}, \text{{ so }} {conclusion}"


def _isolation(step: Isolation) -> str:
    low, high = _tex(step.low), _tex(step.high)
    return rf"{_relation(step.fact)} \text{{ (no root in }} ({low}, {high}) \text{{)}}"


def _relation(fact: Fact) -> str:
    if fact.expression.is_Rational:
        return r"\text{a contradiction}"
    return f"{_tex(fact.expression)} {SIGNS[fact.relation]} 0"


def _shown(term: Term) -> str:
    return _tex(term.expression())


def _latex_product(a: sp.Expr, b: sp.Expr) -> str:
    return _tex(sp.Mul(sp.factor_terms(a), b, evaluate=False))


def _tex(expr: sp.Expr) -> str:
    return sp.latex(shown(expr))


def _sum(parts: list[str]) -> str:
    text = parts[0]
    for p in parts[1:]:
        text += f" {p}" if p.startswith("-") else f" + {p}"
    return text
