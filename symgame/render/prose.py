r"""Prose with a few symbols, such as the words of a statement, as LaTeX text."""

from __future__ import annotations

import re
import unicodedata

from symgame.render.words import text_latex

GREEK = {
    "α": r"\alpha", "β": r"\beta", "γ": r"\gamma", "δ": r"\delta", "ε": r"\varepsilon", "η": r"\eta", "θ": r"\theta",
    "κ": r"\kappa", "λ": r"\lambda", "μ": r"\mu", "ξ": r"\xi", "π": r"\pi", "ρ": r"\rho", "τ": r"\tau",
    "Δ": r"\Delta",
}  # fmt: skip
MATHS = GREEK | {
    "Σ": r"\sum", "∇": r"\nabla", "ℓ": r"\ell", "∈": r"\in", "≠": r"\ne", "≥": r"\ge", "≤": r"\le", "−": "-",
    "→": r"\to", "⇒": r"\Rightarrow", "⟨": r"\langle", "⟩": r"\rangle", "‖": r"\|", "√": r"\surd ", "·": r"\cdot",
    "×": r"\times", "∞": r"\infty", "ŷ": r"\hat y", "∘": r"\circ", "|": "|", "<": "<", ">": ">",
    "²": "^2", "³": "^3", "⁺": "^+", "⁻": "^{-}", "¹": "^1", "₀": "_0", "₁": "_1", "₂": "_2",
}  # fmt: skip
LETTERS = "A-Za-z" + "".join(GREEK) + "ŷ"
PIECE = re.compile(rf"([{LETTERS}]+)_([A-Za-z0-9{''.join(GREEK)}]+)|>=|<=|`([^`]*)`|[^\x00-\x7f]|[|<>]")


def prose_latex(text: str) -> str:
    r"""Text with symbols in it as LaTeX; names with an index, Greek letters and signs become formulas.

    Examples
    --------
    >>> prose_latex("at most 2 ε, for U_1 >= 0")
    'at most 2 $\\varepsilon$, for $U_{1}$ $\\ge$ 0'
    """
    made, place = [], 0
    for found in PIECE.finditer(text):
        made += [text_latex(text[place : found.start()]), _piece(found)]
        place = found.end()
    return "".join([*made, text_latex(text[place:])])


def _piece(found: re.Match[str]) -> str:
    name, index, code = found.groups()
    if code is not None:
        return f"\\texttt{{{text_latex(code)}}}"
    if name is not None:
        return f"${_maths(name)}_{{{_maths(index)}}}$"
    sign = found.group()
    if sign in (">=", "<="):
        return r"$\ge$" if sign == ">=" else r"$\le$"
    if sign in MATHS:
        return f"${MATHS[sign]}$"
    if sign == "–":
        return "--"
    return sign if ord(sign) < 256 else f"[{unicodedata.name(sign, 'symbol').lower()}]"


def _maths(name: str) -> str:
    return " ".join(MATHS.get(c, c) for c in name) if any(c in MATHS for c in name) else name
