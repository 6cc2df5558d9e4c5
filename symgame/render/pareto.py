r"""The Pareto set as a proposition: the undominated shares by cases, and a proof from the obligations.

A single-peaked payoff shows in two obligations, its derivative positive before the peak and negative behind it;
they are one sentence.  Obligations without proof are said.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sympy as sp

from symgame.logic.region import Region
from symgame.render.branch_list import root_sentence
from symgame.render.cases import when
from symgame.render.conditions import cases, condition_latex
from symgame.render.context import Context
from symgame.render.given import conjuncts, normal
from symgame.render.model import listed
from symgame.solve.pareto import ParetoCase, ParetoSet

CELLS = """The plane of two shares, and the line of the parameter, are cut into cells on which the signs of all differences of payoffs are
constant. Compared exactly in each of them, these are the shares that no other one dominates.
"""


def statement(found: ParetoSet, context: Context, *, label: str) -> str:
    """The body of the proposition.

    Parameters
    ----------
    found : ParetoSet
    context : Context
    label : str
        Of the displayed equation.
    """
    share, context = context.notation.write(found.share), _lettered(found, context)
    printed = [(_set_latex(c.set, _within(c, context)), c.region.condition) for c in found.cases]
    parts = []
    if len(printed) == 1 and printed[0][1] == sp.true:
        body = f"{share} \\in {printed[0][0]}."
    else:
        made = cases(printed, context.notation, names=dict(context.roots)).removesuffix("\n\\end{cases}")
        body = f"{share} \\in {made}{',' if context.roots else '.'}\n\\end{{cases}}"
    if found.cases:
        parts.append(f"The shares that no other share dominates are\n\\begin{{equation}}\\label{{{label}}}\n{body}\n\\end{{equation}}")
        if context.roots:
            parts.append(f"where {'; '.join(root_sentence(r, n, context) for r, n in context.named_roots)}.")
    if found.uncovered != sp.false:
        where = condition_latex(found.uncovered, context.printer("text"))
        parts.append(f"Nothing is claimed where ${where}$.")
    for c in found.cases:
        failed = list(dict.fromkeys(o.name for o in c.evidence if not o.verdict.proved))
        if failed:
            parts.append(f"Not verified in the case {when(c.region.condition, context)}: {listed(failed)}.")
    return "\n".join(parts) + "\n"


def proof(found: ParetoSet, context: Context) -> str:
    """The body of the proof, "" when no payoff is shown to have a single peak."""
    parts, context = [], _lettered(found, context)
    if found.cases and all(_by_cells(c) for c in found.cases):
        return CELLS
    for c in found.cases:
        inside = _within(c, context)
        peaks = list(_peaks(c, inside))
        if not peaks:
            continue
        where = when(c.region.condition, context)
        head = f"\\emph{{Case {where}.}} " if where else ""
        spans = any(o.name == "peaks span the set" and o.verdict.proved for o in c.evidence)
        end = " The set reaches from the lowest to the highest of these peaks." if spans else ""
        parts.append(f"{head}{' '.join(peaks)}{end}")
    return "\n\n".join(parts) + "\n" if parts else ""


def _lettered(found: ParetoSet, context: Context) -> Context:
    return context.lettered([b for c in found.cases for b in (c.set, c.region.condition)])


def _by_cells(case: ParetoCase) -> bool:
    return bool(case.evidence) and all(any(by.startswith("cells of the") for by in o.verdict.by) for o in case.evidence)


def _set_latex(value: sp.Set, context: Context) -> str:
    if isinstance(value, sp.Union):
        return " \\cup ".join(_set_latex(part, context) for part in value.args)
    if isinstance(value, sp.FiniteSet):
        return context.printer("text").doprint(sp.FiniteSet(*[context.form(e) for e in value.args], evaluate=False))
    if isinstance(value, sp.Interval):
        start, end = (context.printer("text").doprint(context.form(e)) for e in (value.start, value.end))
        return f"{'(' if value.left_open else '['}{start}, {end}{')' if value.right_open else ']'}"
    return context.printer("text").doprint(value)


def _within(case: ParetoCase, context: Context) -> Context:
    return context.within(Region(case.region.condition, case.region.given), None)


def _peaks(case: ParetoCase, context: Context) -> Sequence[str]:
    made = []
    for up, down in zip(case.evidence, case.evidence[1:], strict=False):
        if up.name != "rises before the peak" or down.name != "falls behind the peak":
            continue
        if not (up.verdict.proved and down.verdict.proved) or not hasattr(up.claim, "lhs"):
            continue
        printer = context.printer("text")
        value = printer.doprint(context.form(up.claim.lhs, wanted="product"))
        shown = [
            f"{word} for ${condition_latex(bound, printer)}$"
            for word, bound in (("positive", _bound(up.given, context)), ("negative", _bound(down.given, context)))
            if bound is not None
        ]
        if shown:
            made.append(f"The derivative of one party's payoff, ${value}$, is {' and '.join(shown)}.")
    return made


def _bound(given: Sequence[Any], context: Context) -> Any:
    """The last condition, the side of the peak; None where the others leave no share on that side."""
    listed_all = [c for g in given for c in conjuncts(g)]
    last = listed_all[-1] if listed_all else None
    if not isinstance(last, sp.Lt | sp.Gt):
        return None
    opposite = normal(type(last)(last.rhs, last.lhs))
    if opposite in {normal(c) for c in listed_all[:-1]}:
        return None
    return type(last)(context.form(last.lhs), context.form(last.rhs), evaluate=False)
