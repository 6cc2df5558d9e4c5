"""Plain text as LaTeX."""

from __future__ import annotations

SPECIAL = {c: rf"\{c}" for c in "#$%&_{}"} | {
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}", "<": "$<$", ">": "$>$",
}  # fmt: skip


def text_latex(text: str) -> str:
    r"""Free text for LaTeX, with the characters escaped that it reads as commands.

    Examples
    --------
    >>> text_latex("50% & more")
    '50\\% \\& more'
    """
    return "".join(SPECIAL.get(c, c) for c in text)
