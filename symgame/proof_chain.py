"""Chains of proof: a theorem part by part, each part with its own verdict and certificate.

The claim of a theorem on sums of any length is a conjunction: pointwise lemmas, the step of an induction, the conclusion.
Each conjunct is decided on its own under the assumptions; all of them proved is the theorem proved.  A conjunct with a
certificate is re-checked by polynomial arithmetic alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sympy.logic.boolalg import And, Boolean

from symgame.budget import Budget
from symgame.errors import ArgumentTypeError
from symgame.logic.decide import decide
from symgame.logic.verdict import Verdict
from symgame.printing import Value
from symgame.theorem_files import read_theorem, theorem_files
from symgame.theorems import Theorem


@dataclass(frozen=True)
class Link(Value):
    """One conjunct of a claim with its verdict.

    Parameters
    ----------
    statement : Boolean
    verdict : Verdict
    """

    statement: Boolean
    verdict: Verdict


@dataclass(frozen=True)
class Chain(Value):
    """A theorem with the verdicts on its parts.

    Parameters
    ----------
    theorem : Theorem
    links : tuple of Link
    words : str
        The statement in words, for print.

    Examples
    --------
    >>> import sympy as sp
    >>> a, b = sp.symbols("a b", positive=True)
    >>> chain = proof_chain(Theorem("Two facts", sp.And(a**2 + b**2 >= 2*a*b, a*b <= a*b + a)))
    >>> chain.proved, chain.certified, chain.check()
    (True, True, True)
    """

    theorem: Theorem
    links: tuple[Link, ...]
    words: str = ""

    @property
    def proved(self) -> bool:
        """Whether every part is proved."""
        return all(link.verdict.proved for link in self.links)

    @property
    def refuted(self) -> bool:
        """Whether some part is refuted."""
        return any(link.verdict.refuted for link in self.links)

    @property
    def certified(self) -> bool:
        """Whether every part has a certificate."""
        return all(link.verdict.certificate is not None for link in self.links)

    def check(self) -> bool:
        """Re-check every certificate, exactly; True when there are no others.

        Examples
        --------
        See `Chain`.
        """
        found = [link.verdict.certificate for link in self.links if link.verdict.certificate is not None]
        return all(c.check() for c in found)


def proof_chain(theorem: Theorem, *, words: str = "", budget: Budget | None = None) -> Chain:
    """Decide the parts of a theorem's claim one by one.

    Parameters
    ----------
    theorem : Theorem
    words : str
        The statement in words, such as `TheoremFile.words`.
    budget : Budget, optional
        For each part.

    Returns
    -------
    Chain

    Raises
    ------
    ArgumentTypeError
        If it is given no Theorem.

    Examples
    --------
    >>> import sympy as sp
    >>> x = sp.Symbol("x", real=True)
    >>> proof_chain(Theorem("Square", x**2 > 0)).refuted
    True
    """
    if not isinstance(theorem, Theorem):
        raise ArgumentTypeError(f"proof_chain takes a Theorem, got {theorem!r}")
    parts = theorem.claim.args if isinstance(theorem.claim, And) else (theorem.claim,)
    return Chain(theorem, tuple(Link(p, decide(p, theorem.given, budget=budget)) for p in parts), words)


def file_chains(paths: Iterable[str | Path], *, budget: Budget | None = None) -> tuple[Chain, ...]:
    """The chains of all theorem files among the paths and in the folders among them, for `write_latex`.

    Parameters
    ----------
    paths : iterable of path
    budget : Budget, optional
        For each part of a claim.

    Returns
    -------
    tuple of Chain
        With the words of each file.

    Raises
    ------
    FileFormatError
        If a path does not exist, or a file declares no status or no theorem.

    Examples
    --------
    >>> file_chains([])
    ()
    """
    files = [read_theorem(path) for path in theorem_files(paths)]
    return tuple(proof_chain(f.theorem, words=f.words, budget=budget) for f in files)
