"""Whether sign conditions have a common point: real roots for one parameter, a solver for several.

The answer is True only with an exact point or by isolated roots, False only when there is proved to be no point, and
None otherwise; then the caller keeps the set.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as with_default
from functools import cached_property
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.logic.formula import AT_LEAST, EQUAL, GREATER, UNEQUAL, And, Atom, Formula, make
from symgame.logic.names import smt_name
from symgame.logic.normal import formula
from symgame.logic.polynomials import Poly
from symgame.logic.query import build
from symgame.logic.signs import ANY, NEGATIVE, NONNEGATIVE, NONPOSITIVE, NONZERO, POSITIVE, ZERO, Sign, declared
from symgame.logic.worker import worker
from symgame.solve.bounds import eliminate, linear_rows
from symgame.solve.cell_samples import Samples
from symgame.solve.line import Line, univariate, variable_poly, whole_factors
from symgame.solve.ratio import Field

Signs = tuple[tuple[str, Sign], ...]

SIGN_ATOMS = {POSITIVE: GREATER, NEGATIVE: GREATER, NONNEGATIVE: AT_LEAST, NONPOSITIVE: AT_LEAST}
SIGN_ATOMS |= {ZERO: EQUAL, NONZERO: UNEQUAL}
SLICES = (("qfnra-nlsat", 0.25), ("default", 0.25))
"""For pruning: a set that is not decided soon is kept, so nothing is lost by short slices."""


@dataclass
class Queries:
    """Questions about the parameter space of one game.

    Parameters
    ----------
    field : Field
    assumptions : tuple of Boolean
    polys : dict of str to polynomial
        By key, shared with the `Space`.
    samples : Samples

    Examples
    --------
    >>> import sympy as sp
    >>> x = sp.Symbol("x", positive=True)
    >>> f = Field.of([x])
    >>> queries = Queries(f, (), {"g0 + 1": f.enter(x + 1).num}, Samples((x,), ()))
    >>> queries.ask((("g0 + 1", NEGATIVE),))
    False
    """

    field: Field
    assumptions: tuple[Boolean, ...]
    polys: Mapping[str, Poly]
    samples: Samples
    line: Line = with_default(default_factory=Line)
    _cores: dict[str, list[Signs]] = with_default(default_factory=dict)
    _atoms: dict[tuple[str, Sign], Formula] = with_default(default_factory=dict)

    @cached_property
    def plain(self) -> dict[Boolean, list[Atom]]:
        """The assumptions that are conjunctions of signs of polynomials in the field; others stay whole."""
        found = {}
        for a in self.assumptions:
            form = formula(a)
            parts = form.args if isinstance(form, And) else (form,)
            if all(isinstance(p, Atom) and set(p.gens) <= set(self.field.gens) for p in parts):
                found[a] = [p for p in parts if isinstance(p, Atom)]
        return found

    def ask(self, signs: Signs) -> bool | None:
        """Whether some parameters satisfy the assumptions and have these signs."""
        if self.field.rational and len(self.plain) == len(self.assumptions):
            answer = self._line(signs)
            if answer is not None:
                return answer
        answer = self._linear(signs)
        if answer is not None:
            return answer
        parts: Iterable[Formula] = [self._atom(key, allowed) for key, allowed in signs]
        query = build([*parts, *(formula(a) for a in self.assumptions)], self.field.gens)
        if query.trivial:
            return False
        found = worker("z3").ask(query.text, SLICES)
        if found.answer == "unsat":
            return False
        if found.answer == "sat" and self.field.rational:
            return self._confirmed(signs, {g: found.model.get(smt_name(g)) for g in self.field.gens})
        return None

    def _confirmed(self, signs: Signs, model: Mapping[sp.Expr, Any]) -> bool | None:
        """True when a proposed point is exact and has the signs."""
        point = self.samples.remember(model)
        return True if point is not None and self.samples.has_signs(point, signs, self.polys) else None

    def _line(self, signs: Signs) -> bool | None:
        """The answer when only one parameter is spoken of; None when there are more."""
        used = {k for key, _ in signs for k, d in enumerate(self.polys[key].degrees()) if d}
        if len(used) != 1:
            return None
        (variable,) = used
        literals = []
        own = variable_poly(len(self.field.gens), variable), declared(self.field.gens[variable])
        for poly, allowed in (*((self.polys[key], allowed) for key, allowed in signs), own):
            constant, factors = whole_factors(poly)
            for piece, _ in factors:
                self.line.polys.setdefault(str(piece), univariate(piece, variable))
            literals.append((constant, tuple((str(f), m) for f, m in factors), allowed))
        answer, point = self.line.find(literals)
        if point is not None:
            self.samples.remember({self.field.gens[variable]: str(point)})
        return answer

    def _linear(self, signs: Signs) -> bool | None:
        """False when the linear conditions contradict each other, True when their point has all the signs."""
        if not self.field.rational:
            return None
        table = dict(signs)
        for key in table:
            for core in self._cores.get(key, ()):
                if all(table.get(k, ANY) <= s for k, s in core):
                    return False
        rows = []
        for number, (key, allowed) in enumerate(signs):
            rows += linear_rows(self.polys[key], allowed, number)
        size = len(self.field.gens)
        for variable, gen in enumerate(self.field.gens):
            rows += linear_rows(variable_poly(size, variable), declared(gen), -1 - variable)
        found = eliminate(rows, size)
        if found.conflict is not None:
            core = tuple(signs[k] for k in sorted(found.conflict) if k >= 0)
            if core:
                self._cores.setdefault(min(key for key, _ in core), []).append(core)
            return False
        if found.point is not None:
            return self._confirmed(signs, {g: str(v) for g, v in zip(self.field.gens, found.point, strict=True)})
        return None

    def _atom(self, key: str, allowed: Sign) -> Formula:
        if (key, allowed) not in self._atoms:
            poly = self.polys[key] if allowed not in (NEGATIVE, NONPOSITIVE) else -self.polys[key]
            self._atoms[key, allowed] = make(poly, SIGN_ATOMS[allowed], self.field.gens)
        return self._atoms[key, allowed]
