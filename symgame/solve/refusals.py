"""Where sympy gives up: an expression that it cannot treat leaves a question open, it does not end the derivation.

sympy refuses a few expressions with exceptions of general types (a comparison with nan, a polynomial over a domain that it
does not have, an equation that it has no method for).  They are taken for "undecided" only when they were raised inside of
sympy; an error of this package is never hidden.
"""

from __future__ import annotations

from pathlib import Path

import sympy as sp
from sympy.polys.polyerrors import BasePolynomialError

REFUSALS = (TypeError, ValueError, NotImplementedError, ZeroDivisionError, AttributeError, BasePolynomialError)
"""The types that sympy uses; `inside_sympy` tells its own ones from ours."""

_PLACE = Path(sp.__file__).parent


def inside_sympy(error: BaseException) -> bool:
    """Whether an exception was raised by a line of sympy.

    Examples
    --------
    >>> def refused(job):
    ...     try:
    ...         job()
    ...     except REFUSALS as error:
    ...         return inside_sympy(error)
    >>> refused(lambda: sp.Gt(sp.nan, 0)), refused(lambda: int("x"))
    (True, False)
    """
    trace = error.__traceback__
    if trace is None:
        return False
    while trace.tb_next is not None:
        trace = trace.tb_next
    return _PLACE in Path(trace.tb_frame.f_code.co_filename).parents


def in_words(error: BaseException) -> str:
    """What sympy said, short.

    Examples
    --------
    >>> in_words(TypeError("Invalid NaN comparison"))
    'sympy refuses an expression: Invalid NaN comparison'
    """
    said = " ".join(str(error).split()) or type(error).__name__
    return f"sympy refuses an expression: {said[:80]}"
