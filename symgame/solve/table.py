"""A table as data: named columns and rows of values; how it looks is the renderer's business."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symgame.printing import Value


@dataclass(frozen=True)
class Table(Value):
    """Columns and rows.

    Parameters
    ----------
    columns : tuple
        Headings: symbols, players, expressions or words.
    rows : tuple of tuple
        One entry a column; conditions, expressions, players, or tuples of cases.

    Examples
    --------
    >>> Table(("region", "x"), ((True, 1),)).rows
    ((True, 1),)
    """

    columns: tuple[Any, ...]
    rows: tuple[tuple[Any, ...], ...]
