r"""Displays that are too wide for a page, in several lines.

The width of a formula is estimated from its LaTeX in points at 11 pt: a letter has 5.3, a sign between two sides 12.5,
indices and exponents count for three quarters.  A display that is wider than a page breaks before a sign at
the top level; a quotient with a long numerator is written as 1/denominator times a bracket, which may break.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

WIDEST = 355.0
TOKEN = re.compile(r"\\[a-zA-Z]+|\\.|\s+|.", re.DOTALL)
BREAKS = ("+", "-", "=", "<", ">", "\\le", "\\ge", "\\ne")
OPENING, CLOSING = ("{", "(", "[", "\\{"), ("}", ")", "]", "\\}")
SILENT = ("\\left", "\\right", "\\bigl", "\\bigr", "\\displaystyle", "{", "}")


def width(latex: str) -> float:
    r"""The width of a formula, roughly, in points.

    Examples
    --------
    >>> width("x") < width("x + y") < width("x_{1} + y_{1}")
    True
    >>> width("\\frac{x + y}{2}") == width("x + y")
    True
    """
    total, rest = 0.0, latex
    while rest:
        token = TOKEN.match(rest)[0]  # type: ignore[index]
        rest = rest[len(token) :]
        if token in ("\\frac", "\\dfrac"):
            above, rest = _group(rest)
            below, rest = _group(rest)
            total += max(width(above), width(below))
        elif token in ("^", "_"):
            inner, rest = _group(rest)
            total += 0.75 * width(inner)
        elif token in BREAKS:
            total += 12.5
        elif token in ("(", ")", "[", "]", "."):
            total += 4
        elif token.startswith("\\gt"):
            total += 8.9
        elif token in SILENT or token.isspace():
            continue
        else:
            total += 5.3
    return total


def _group(text: str) -> tuple[str, str]:
    """The first group in braces, or the first token, and what is behind it."""
    text = text.lstrip()
    if not text.startswith("{"):
        token = TOKEN.match(text)
        return (token[0], text[len(token[0]) :]) if token else ("", "")
    depth = 0
    for token in TOKEN.finditer(text):
        depth += (token[0] == "{") - (token[0] == "}")
        if depth == 0:
            return text[1 : token.start()], text[token.end() :]
    return text, ""


def broken(latex: str, limit: float = WIDEST) -> str:
    r"""The formula of a display, as ``aligned`` lines when it is too wide for one.

    Parameters
    ----------
    latex : str
        Without the marks of the display.
    limit : float

    Examples
    --------
    >>> broken("x + y \\ge 0")
    'x + y \\ge 0'
    >>> print(broken("x + y \\ge 0", 40))
    \begin{aligned}
    & x + y \\
    & \quad \ge 0
    \end{aligned}
    """
    if width(latex) <= limit or "\\begin" in latex or "\\\\" in latex:
        return latex
    lines = _filled(list(_parts(_opened(latex, limit))), limit)
    return latex if len(lines) == 1 else "\\begin{aligned}\n& " + " \\\\\n& \\quad ".join(lines) + "\n\\end{aligned}"


def _opened(latex: str, limit: float) -> str:
    """A quotient at the beginning with a long numerator as a product with a bracket."""
    minus = "-" if latex.startswith("-") else ""
    body = latex.removeprefix("-")
    if not body.startswith("\\frac"):
        return latex
    above, rest = _group(body.removeprefix("\\frac"))
    below, rest = _group(rest)
    if width(above) <= limit or len(list(_parts(above))) == 1:
        return latex
    return f"{minus}\\frac{{1}}{{{below}}} \\bigl( {above} \\bigr){rest}"


def _parts(latex: str) -> Iterator[str]:
    r"""The formula cut before each sign that stands outside of brackets; inside of ``\bigl( … \bigr)`` counts as outside."""
    depth, start, begun, before = 0, 0, False, ""
    for found in TOKEN.finditer(latex):
        token = found[0]
        if token.isspace():
            continue
        big = before in ("\\bigl", "\\bigr")
        depth += 0 if big else (token in OPENING) - (token in CLOSING)
        if token in BREAKS and depth == 0 and begun and before not in ("(", *BREAKS):
            yield latex[start : found.start()].strip()
            start = found.start()
        begun, before = True, token
    yield latex[start:].strip()


def _filled(parts: list[str], limit: float) -> list[str]:
    """Lines of parts, as long as the limit allows."""
    lines: list[str] = []
    for part in parts:
        if lines and width(f"{lines[-1]} {part}") <= limit:
            lines[-1] = f"{lines[-1]} {part}"
        else:
            lines.append(part)
    return lines
