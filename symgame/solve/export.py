"""Numbers and tables from an equilibrium: numpy functions, data frames over grids, the table of a notebook.

Regions are decided exactly on a grid; a numpy function compares floats, so on a boundary it may take either side.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import sympy as sp
from sympy.logic.boolalg import And

from symgame.errors import ArgumentError, ArgumentTypeError, SeveralEquilibriaError, UnsupportedError
from symgame.games.players import Player
from symgame.logic.implicit import Implicit
from symgame.logic.region import Region
from symgame.logic.zero import Zero
from symgame.solve.numeric import value_at
from symgame.solve.overlap import differ_somewhere
from symgame.solve.quantities import actions_of, default_quantities, pieces_on, quantity_of
from symgame.solve.table import Table
from symgame.solve.values import exact_values

if TYPE_CHECKING:
    from symgame.solve.equilibrium import Equilibrium

CHUNK = 256
STEPS = 80


def table_of(equilibrium: Equilibrium) -> Table:
    """One row a branch: region, then actions and payoffs on the path; None where an action was not reached."""
    actions = tuple(dict.fromkeys(k for b in equilibrium.branches for k, _ in b.outcome_items))
    players = tuple(dict.fromkeys(p for b in equilibrium.branches for p, _ in b.payoff_items))
    headings = tuple(f"strategy of {k}" if isinstance(k, Player) else k for k in actions)
    rows = tuple(
        (b.region.condition, *(b.outcome.get(k) for k in actions), *(b.payoffs.get(p) for p in players))
        for b in equilibrium.branches
    )
    return Table(("region", *headings, *players), rows)


def numeric_functions(equilibrium: Equilibrium, quantity: Any = None) -> Any:
    """Numpy functions of the parameters, in their order.

    Parameters
    ----------
    equilibrium : Equilibrium
    quantity : Player or Expr, optional
        Without one, a read-only mapping from every action and player to its function.

    Returns
    -------
    callable or mapping
        Functions of as many numbers or arrays as there are parameters; nan where nothing is known.

    Raises
    ------
    SeveralEquilibriaError
        If branches with overlapping regions give different values.
    """
    if quantity is not None:
        return _function(equilibrium, quantity_of(equilibrium, quantity))
    return MappingProxyType({q: _function(equilibrium, q) for q in default_quantities(equilibrium)})


def _function(equilibrium: Equilibrium, quantity: Any) -> Callable[..., Any]:
    given, actions = equilibrium.assumptions, actions_of(equilibrium)
    pieces = [
        (value, And(b.region.condition, c))
        for b in equilibrium.branches
        for c, value in pieces_on(b, quantity, actions)
    ]
    for (v, here), (w, there) in itertools.combinations(pieces, 2):
        if v != w and differ_somewhere(v, w, And(here, there), given):
            raise SeveralEquilibriaError(f"{quantity}: several equilibria give {v} and {w} for the same parameters")
    return compiled(sp.Piecewise(*pieces, (sp.nan, True)), equilibrium.parameters)


def compiled(expression: sp.Expr, parameters: Sequence[sp.Symbol]) -> Callable[..., Any]:
    """A numpy function; implicit roots are found by bisection.

    Parameters
    ----------
    expression : Expr
    parameters : sequence of Symbol

    Examples
    --------
    >>> x = sp.Symbol("x", positive=True)
    >>> float(compiled(1/x, [x])(4))
    0.25
    """
    roots = sorted(expression.atoms(Implicit), key=sp.default_sort_key)
    names = {r: sp.Dummy(f"root_{i}") for i, r in enumerate(roots)}
    main = sp.lambdify([*parameters, *names.values()], expression.xreplace(names), modules="numpy", dummify=True)
    y = sp.Dummy("y")
    polynomials = [sp.lambdify([y, *parameters], r.at(y), modules="numpy", dummify=True) for r in roots]
    between = [r.bracket if isinstance(r, Zero) else r.interval[:2] for r in roots]
    ends = [sp.lambdify(list(parameters), list(e), modules="numpy", dummify=True) for e in between]

    def function(*values: Any) -> Any:
        import numpy as np

        if len(values) != len(parameters):
            raise ArgumentError(f"values are needed for {', '.join(map(str, parameters))}; got {len(values)} of them")
        arrays = np.broadcast_arrays(*(np.asarray(v, dtype=float) for v in values)) if values else []
        shape = arrays[0].shape if arrays else ()
        with np.errstate(all="ignore"):
            solved = [_bisected(p, e, arrays, shape) for p, e in zip(polynomials, ends, strict=True)]
            found = np.broadcast_to(np.asarray(main(*arrays, *solved), dtype=float), shape)
        return found.copy() if shape else float(found)

    return function


def _bisected(
    polynomial: Callable[..., Any], ends: Callable[..., Any], arrays: Sequence[Any], shape: tuple[int, ...]
) -> Any:
    """The root between the ends, on the scale x = t/(1 − |t|) where an end is infinite."""
    import numpy as np

    low, high = (np.broadcast_to(np.asarray(e, dtype=float), shape) for e in ends(*arrays))
    bounded = bool(np.all(np.isfinite(low)) and np.all(np.isfinite(high)))

    def place(t: Any) -> Any:
        return t if bounded else t / (1 - np.abs(t))

    def scale(x: Any) -> Any:
        return x if bounded else np.where(np.isfinite(x), x / (1 + np.abs(x)), np.sign(x))

    a, b = scale(low) + 0.0, scale(high) + 0.0
    small = 1e-13 * (b - a)
    rising = polynomial(place(b - small), *arrays) > 0
    for _ in range(STEPS):
        m = (a + b) / 2
        above = (polynomial(place(m), *arrays) > 0) == rising
        a, b = np.where(above, a, m), np.where(above, m, b)
    return place((a + b) / 2)


def data_frame(equilibrium: Equilibrium, grid: Mapping[sp.Symbol, Any], executor: Any = None) -> Any:
    """A pandas data frame over the product of the grid's values: one row for each equilibrium at each point.

    Parameters
    ----------
    equilibrium : Equilibrium
    grid : {Symbol: number or iterable of numbers}
        Every parameter; a float is read as the decimal that it prints as.
    executor : concurrent.futures.Executor, optional
        Any; the points are handed to it in chunks.

    Returns
    -------
    pandas.DataFrame
        Columns: parameters, ``status`` (``"equilibrium"``, ``"none"`` or ``"uncovered"``), actions, players.
    """
    import pandas as pd

    missing = [p for p in equilibrium.parameters if p not in grid]
    if missing:
        raise ArgumentError(f"the grid has no values for {', '.join(map(str, missing))}")
    axes = [[_number(v, p) for v in _listed(grid[p])] for p in equilibrium.parameters]
    points = list(itertools.product(*axes))
    chunks = [points[i : i + CHUNK] for i in range(0, len(points), CHUNK)]
    run = map if executor is None else executor.map
    rows = [row for part in run(rows_at, itertools.repeat(equilibrium), chunks) for row in part]
    names = [str(c) for c in (*equilibrium.parameters, "status", *table_of(equilibrium).columns[1:])]
    return pd.DataFrame(rows, columns=names)


def _listed(values: Any) -> Iterable[Any]:
    return values if isinstance(values, Iterable) and not isinstance(values, sp.Basic) else (values,)


def _number(value: Any, name: sp.Symbol) -> sp.Rational:
    if isinstance(value, bool | str) or (isinstance(value, sp.Basic) and not value.is_Rational):
        raise ArgumentTypeError(f"grid: {name} = {value!r} is not a rational number")
    if isinstance(value, int | Fraction | sp.Rational):
        return sp.Rational(value)
    if not math.isfinite(float(value)):
        raise ArgumentError(f"grid: {name} = {value!r} is not finite")
    return sp.Rational(repr(float(value)))


def rows_at(equilibrium: Equilibrium, points: Iterable[tuple[sp.Rational, ...]]) -> list[tuple[Any, ...]]:
    """The rows of a data frame at some points; a function of its own so that it can be sent to another process."""
    table = table_of(equilibrium)
    columns = table.columns[1:]
    rows: list[tuple[Any, ...]] = []
    for values in points:
        point = exact_values(dict(zip(equilibrium.parameters, values, strict=True)), equilibrium.parameters)
        given = tuple(float(v) for v in values)
        live = [k for k, b in enumerate(equilibrium.branches) if b.region.holds_at(point)]
        live = [k for k in live if all(_true(g, point) for g in equilibrium.branches[k].region.given)]
        for k in live:
            rows.append((*given, "equilibrium", *(_float(v, point) for v in table.rows[k][1:])))
        if not live:
            absent = any(r.holds_at(point) for r, _ in equilibrium.nonexistence)
            rows.append((*given, "none" if absent else "uncovered", *(math.nan for _ in columns)))
    return rows


def _true(condition: Any, point: Mapping[sp.Symbol, Any]) -> bool:
    return Region(condition).holds_at(point)


def _float(value: Any, point: Mapping[sp.Symbol, Any]) -> Any:
    if not isinstance(value, sp.Expr):
        return math.nan if value is None else str(value)
    numbers = {s: Fraction(int(v.p), int(v.q)) for s, v in point.items()}
    if value.free_symbols - set(numbers):
        raise UnsupportedError(f"{value} has no single value: it depends on an action that is not determined")
    found = value_at(value, numbers)
    return math.nan if found is None else float(found)
