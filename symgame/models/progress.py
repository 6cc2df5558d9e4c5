"""A progress bar for long sweeps: one line on standard error, silent where that is no terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TextIO

WIDTH = 30


def progress_bar(text: str, *, stream: TextIO | None = None) -> Callable[[int, int], None]:
    """A function ``done(finished, total)`` that draws a bar.

    Parameters
    ----------
    text : str
        Stands before the bar.
    stream : text stream, optional
        Standard error by default; nothing is written unless it is a terminal.

    Examples
    --------
    >>> progress_bar("training")(1, 2)
    """
    out = sys.stderr if stream is None else stream

    def done(finished: int, total: int) -> None:
        if out.isatty():
            filled = WIDTH * finished // max(total, 1)
            end = "\n" if finished == total else ""
            out.write(f"\r{text} [{'#' * filled}{'.' * (WIDTH - filled)}] {finished}/{total}{end}")
            out.flush()

    return done
