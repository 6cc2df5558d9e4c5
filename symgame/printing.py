"""How values show themselves: `str`, a `repr` that is code, and the Jupyter hooks.

`Value` is the common base of the library's frozen dataclasses.  The Jupyter hooks are the one place
where the lower layers reach `symgame.render`, and only when a notebook asks.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import sympy as sp


def code(value: Any) -> str:
    """`repr` of a field, with sympy objects in their usual one-line form.

    Examples
    --------
    >>> code((sp.Symbol("x"), 1))
    '(x, 1)'
    """
    if isinstance(value, tuple):
        inner = ", ".join(code(v) for v in value)
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    if isinstance(value, sp.Basic):
        return str(value)
    return repr(value)


class Value:
    """Mixin of frozen dataclasses: a repr that leaves out fields equal to their default."""

    def __repr__(self) -> str:
        parts = []
        for f in fields(self):  # type: ignore[arg-type]
            if not f.repr:
                continue
            value = getattr(self, f.name)
            if value == f.default and f.default is not None and not isinstance(value, sp.Basic):
                continue
            parts.append(f"{f.name}={code(value)}")
        return f"{type(self).__name__}({', '.join(parts)})"

    def _repr_latex_(self) -> str | None:
        from symgame.render.latex import notebook_latex

        return notebook_latex(self)

    def _repr_svg_(self) -> str | None:
        from symgame.render.tree_svg import notebook_svg

        return notebook_svg(self)
