"""Where the parts of a condition have a value.

A relation between expressions is *false* where a side has no value (the square root of a negative number, a logarithm of a
number that is not positive, an implicit root that does not exist or is not unique).  A solver sees only polynomials in such
generators, and a generator without a value may stand there for any number.  As a premise a bare atom is therefore weaker
than what it says, which is sound; as a conclusion it must come with the condition that its generators have values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from symgame.logic.definitions import definition
from symgame.logic.entail import Entailment
from symgame.logic.formula import FALSE, TRUE, And, Atom, Defined, Formula, Or, Quantified, conj, disj, negate
from symgame.logic.query import resolve
from symgame.logic.root import Root

Values = Mapping[Any, Formula]


def plain(found: Formula, known: Entailment) -> Formula:
    """The formula with every `Defined` written out, or dropped when it always holds under the assumptions."""
    if isinstance(found, Defined):
        d = definition(found.gen)
        if not isinstance(found.gen, Root):
            return plain(resolve(d.condition if found.positive else negate(d.condition)), known)
        missing = resolve(d.undefined)
        several = conj((resolve(d.constraint), resolve(d.second)))
        if not known.possible((missing,)) and not known.possible((several,)):
            return TRUE if found.positive else FALSE
        return found
    if isinstance(found, Quantified):
        return Quantified(found.kind, found.bound, plain(found.body, known))
    if isinstance(found, And):
        return conj(plain(a, known) for a in found.args)
    if isinstance(found, Or):
        return disj(plain(a, known) for a in found.args)
    return found


def conditions_of_value(found: Formula, known: Entailment) -> Values:
    """For every generator in a formula that need not have a value under the assumptions: the condition that it has one.

    Examples
    --------
    >>> import sympy as sp
    >>> from symgame.logic.normal import formula
    >>> a = sp.Symbol("a", real=True)
    >>> {g: c.text for g, c in conditions_of_value(formula(sp.sqrt(a - 2) < 3), Entailment(())).items()}
    {sqrt(a - 2): '(>= (+ a (- 2)) 0)'}
    """
    conditions = {g: plain(resolve(Defined(g)), known) for g in dict.fromkeys(_generators(found))}
    return {g: c for g, c in conditions.items() if c != TRUE and (isinstance(c, Defined) or not known.implied(c))}


def _generators(found: Formula) -> Iterator[Any]:
    if isinstance(found, Atom):
        used = [any(m[i] for m in found.poly.monoms()) for i in range(len(found.gens))]
        yield from (g for g, is_used in zip(found.gens, used, strict=True) if is_used and not g.is_Symbol)
    if isinstance(found, And | Or):
        for part in found.args:
            yield from _generators(part)


def with_values(clause: tuple[Formula, ...], values: Values) -> tuple[Formula, ...]:
    """A conjunction, with the conditions that what its atoms speak of has a value."""
    needed = conj(values[g] for part in clause for g in _own(part) if g in values)
    return tuple(dict.fromkeys((*clause, *(needed.args if isinstance(needed, And) else (needed,)))))


def _own(part: Formula) -> Iterator[Any]:
    return _generators(part) if isinstance(part, Atom) else iter(())


def explicit(found: Formula, values: Values) -> Formula:
    """The same condition for one who lets a generator without a value be any number."""
    if isinstance(found, Or):
        return disj(explicit(a, values) for a in found.args)
    if isinstance(found, And):
        return conj(explicit(a, values) for a in found.args)
    return conj(with_values((found,), values))


def without_value(found: Formula) -> bool:
    """Whether the formula says somewhere that a generator has no value, which takes many words."""
    if isinstance(found, And | Or):
        return any(map(without_value, found.args))
    return isinstance(found, Defined) and not found.positive


def spoken(found: Formula) -> Formula:
    """Without conditions that a generator has a value beside an atom that speaks of it, which says so as well."""
    if isinstance(found, Or):
        return disj(map(spoken, found.args))
    if not isinstance(found, And):
        return found
    used = {g for part in found.args for g in _own(part)}
    return conj(spoken(p) for p in found.args if not (isinstance(p, Defined) and p.positive and p.gen in used))
