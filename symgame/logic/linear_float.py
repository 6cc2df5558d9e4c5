"""A basis guessed by a floating-point solver (HiGHS, the extra ``lp``), in a child process.

The child reads a program in standard form as JSON, solves it, and writes the indices of the basic
columns.  Nothing it says is believed: the caller solves the basis again exactly.  Row r's own (logical)
variable stands for the artificial column ``width + r``.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from symgame.logic.linear_standard import StandardForm


def float_basis(form: StandardForm, *, seconds: float) -> tuple[int, ...] | None:
    """Basic columns of (A | I) at the floating-point optimum; None without the extra or without an answer.

    Examples
    --------
    >>> from symgame.logic.linear_standard import ONE
    >>> float_basis(StandardForm(1, (((0, ONE),),), (ONE,), (ONE,)), seconds=30) in (None, (0,))
    True
    """
    if find_spec("highspy") is None or seconds <= 0:
        return None
    starts, rows, entries = [0], [], []
    for column in form.columns:
        rows += [r for r, _ in column]
        entries += [int(v.p) / int(v.q) for _, v in column]
        starts.append(len(rows))
    text = json.dumps(
        {
            "height": form.height,
            "costs": [int(c.p) / int(c.q) for c in form.costs],
            "rhs": [int(b.p) / int(b.q) for b in form.rhs],
            "starts": starts,
            "rows": rows,
            "entries": entries,
            "seconds": min(seconds, 600.0),
        }
    )
    command = [sys.executable, "-P", str(Path(__file__).with_name("linear_child.py"))]
    try:
        ran = subprocess.run(command, input=text, capture_output=True, text=True, timeout=min(seconds, 600.0) + 5)
    except subprocess.TimeoutExpired:
        return None
    if ran.returncode != 0 or not ran.stdout.startswith("["):
        return None
    basis = tuple(int(k) for k in json.loads(ran.stdout))
    return basis if len(basis) == form.height else None
