"""Solution concepts as objects, for ``solve(…, concept=…)``.

* `SubgamePerfect`: a strategy profile that is a Nash equilibrium in every subgame (Selten 1965).
* `Nash`: nobody gains by a deviation of her own (Nash 1950).
* `PerfectBayesian`: strategies that are best at every information set given beliefs, and beliefs that follow from
  the strategies by Bayes' rule wherever it applies (Fudenberg and Tirole 1991, ch. 8).
"""

from __future__ import annotations

from dataclasses import dataclass

from symgame.printing import Value


@dataclass(frozen=True)
class SubgamePerfect(Value):
    """Subgame-perfect equilibrium; the default for stages and trees.

    Examples
    --------
    >>> SubgamePerfect()
    SubgamePerfect()
    """


@dataclass(frozen=True)
class Nash(Value):
    """Nash equilibrium; the default for matrices.

    Examples
    --------
    >>> Nash()
    Nash()
    """


@dataclass(frozen=True)
class PerfectBayesian(Value):
    """Perfect Bayesian equilibrium of a signalling game with two types, two signals and two replies.

    Parameters
    ----------
    intuitive : bool
        Keep only equilibria that pass the intuitive criterion (Cho and Kreps 1987).

    Examples
    --------
    >>> PerfectBayesian(intuitive=True)
    PerfectBayesian(intuitive=True)
    """

    intuitive: bool = False


Concept = SubgamePerfect | Nash | PerfectBayesian
