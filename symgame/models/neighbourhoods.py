"""Neighbourhoods of a distribution: what an ε-suboptimal learner may have learned instead.

A learner is ε-suboptimal on the signal points X' when f(x) ∈ argmax_y P'(x, y) for x ∈ X' and some P' in
the ε-neighbourhood of P:

* total variation: TV(P', P) <= ε;
* Huber contamination: P' = (1 − ε) P + ε Q for any distribution Q;
* the conditional forms of both: for every x, P'(·|x) in the neighbourhood of P(·|x), the marginal kept.

To make a label lose its strict lead m at x costs m/2 of the budget ε under total variation and
(1 − ε) m under contamination; the conditional forms have the budget ε P(x) at each x of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from symgame.printing import Value


@dataclass(frozen=True)
class TotalVariation(Value):
    """All P' with TV(P', P) <= ε.

    Examples
    --------
    >>> TotalVariation()
    TotalVariation()
    """


@dataclass(frozen=True)
class Huber(Value):
    """All P' = (1 − ε) P + ε Q (Huber 1964).

    Examples
    --------
    >>> Huber()
    Huber()
    """


@dataclass(frozen=True)
class ConditionalTotalVariation(Value):
    """All P' with TV(P'(·|x), P(·|x)) <= ε at every x.

    Examples
    --------
    >>> ConditionalTotalVariation()
    ConditionalTotalVariation()
    """


@dataclass(frozen=True)
class ConditionalHuber(Value):
    """All P' with P'(·|x) = (1 − ε) P(·|x) + ε Q(·|x) at every x.

    Examples
    --------
    >>> ConditionalHuber()
    ConditionalHuber()
    """


Neighbourhood = TotalVariation | Huber | ConditionalTotalVariation | ConditionalHuber
