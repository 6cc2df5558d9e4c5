r"""Theorems with their chain of certificates as a proposition and its proof.

A part of the claim is a sentence: hypotheses and conclusion of an implication in words, relations as formulas.
Its proof is the certificate's identities, each of which a reader expands; a part without a certificate names what
decided it, a refuted one its counterexample.  Importing this module gives `Chain` its fragments.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Equivalent, Implies, Not, Or

from symgame.proof_chain import Chain, Link
from symgame.render.concepts import slug
from symgame.render.context import Context
from symgame.render.document import frame
from symgame.render.fingerprint import fingerprint
from symgame.render.fragments import Fragment, fragments_of
from symgame.render.latex import latex_of
from symgame.render.prose import prose_latex
from symgame.render.words import text_latex


def joined(parts: Sequence[str]) -> str:
    """Items with commas and a last "and".

    Examples
    --------
    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def sentence_latex(statement: Boolean, context: Context) -> str:
    r"""A statement in words with its relations as formulas, without a full stop.

    Examples
    --------
    >>> from symgame.render.notation import Notation
    >>> x = sp.Symbol("x", real=True)
    >>> sentence_latex(sp.Implies(x > 1, x > 0), Context(Notation()))
    'if $x > 1$, then $x > 0$'
    """

    def say(part: Boolean) -> str:
        return sentence_latex(part, context)

    if isinstance(statement, Implies):
        return f"if {say(statement.args[0])}, then {say(statement.args[1])}"
    if isinstance(statement, Equivalent):
        first, second = sorted(statement.args, key=sp.default_sort_key)
        return f"{say(first)} if and only if {say(second)}"
    if isinstance(statement, And):
        return joined([say(a) for a in sorted(statement.args, key=sp.default_sort_key)])
    if isinstance(statement, Or):
        return " or ".join(say(a) for a in sorted(statement.args, key=sp.default_sort_key))
    if isinstance(statement, Not):
        return f"not ({say(statement.args[0])})"
    return _flowing(latex_of(statement, context))


def _capital(text: str) -> str:
    return f"It is true that {text}" if text.startswith("$") else text[0].upper() + text[1:]


def _flowing(line: str) -> str:
    """A formula that may break between lines also inside parentheses."""
    for side in ("left", "right"):
        for sign in "()[]":
            line = line.replace(f"\\{side}{sign}", sign)
    return f"${line}$"


def _numbered(items: Iterable[str]) -> str:
    return "\n".join([r"\begin{enumerate}", *(f"\\item {item}" for item in items), r"\end{enumerate}"])


def statement(chain: Chain, context: Context) -> str:
    """The body of the proposition: the statement in words, assumptions, then the parts of the claim."""
    paragraphs = [" ".join(p.split()) for p in chain.words.split("\n\n") if p.strip()]
    parts = [link for link in chain.links if link.statement is not sp.true]
    lines = [prose_latex(p) for p in (paragraphs[:1] if parts else paragraphs[:2])]
    if not parts:
        return "\n".join(lines or ["The computed quantities are as stated."]) + "\n"
    given = [f"${latex_of(g, context)}$" for g in chain.theorem.given]
    lines += [f"Let {joined(given)}."] if given else []
    said = [f"{_capital(sentence_latex(link.statement, context))}." for link in parts]
    if chain.refuted:
        lines.append("The following is false.")
    lines.append(said[0] if len(said) == 1 else _numbered(said))
    return "\n".join(lines) + "\n"


def argument(link: Link, context: Context) -> str:
    """How one part is proved or refuted."""
    verdict = link.verdict
    if verdict.refuted:
        values = [f"${latex_of(k, context)} = {latex_of(v, context)}$" for k, v in verdict.witness_items]
        return f"It fails at {joined(values)}." if values else "It fails."
    if not verdict.proved:
        return "This part was not decided."
    if link.statement is sp.true:
        return "It holds by exact computation."
    if verdict.certificate is None:
        return f"Decided by {joined([text_latex(b) for b in verdict.by])}, without a certificate."
    lines = [f"{_flowing(line)}." for line in verdict.certificate.latex()]
    return "\n\n".join(lines) if lines else "It holds term by term under the assumptions."


def proof(chain: Chain, context: Context) -> str:
    """The body of the proof."""
    parts = [argument(link, context) for link in chain.links]
    certified = any("$" in part for part, link in zip(parts, chain.links, strict=True) if link.verdict.proved)
    head = (
        "Every identity below holds for all values of the symbols; its sign follows from the assumptions and the "
        "hypotheses, and from the negation of the conclusion where a contradiction is sought.\n"
    )
    body = parts[0] if len(parts) == 1 else _numbered(parts)
    return (head if certified else "") + body + "\n"


@fragments_of.register
def _(item: Chain, context: Context) -> tuple[Fragment, ...]:
    return pair(
        context, slug(item.theorem.title), prose_latex(item.theorem.title), item.theorem, statement(item, context), proof(item, context)
    )


def pair(context: Context, name: str, heading: str, model: Any, said: str, shown: str) -> tuple[Fragment, ...]:
    """A proposition and its proof."""
    mark, made = fingerprint(model), []
    for kind, prefix, title, body in (("proposition", "prop", heading, said), ("proof", "proof", "", shown)):
        label = f"{prefix}:{context.name}:{name}"
        text = frame("environment", kind=kind, heading=title, label=label, model=mark, body=body)
        made.append(Fragment(f"{prefix}-{context.name}-{name}.tex", text))
    return tuple(made)


@latex_of.register
def _(obj: Chain, context: Context) -> str:
    return "\n".join(f.text for f in fragments_of(obj, context))
