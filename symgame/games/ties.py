"""Tie rules: what a mover does who is indifferent between several best actions.

At a history h let B(h) be the set of actions of the mover that are best for her, given later play.

* `FavourEarlier`: she takes one that is best, within B(h), for the mover of the latest earlier stage; ties
  that remain are broken by the stage before that one, and so on.  Where the movers of one earlier stage
  disagree, or nobody earlier cares, every remaining action is an outcome of its own.
* `AllTies`: every element of B(h) is an outcome of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from symgame.printing import Value


@dataclass(frozen=True)
class FavourEarlier(Value):
    """Who is indifferent does what the mover of the latest earlier stage prefers; the default for stages.

    Examples
    --------
    >>> FavourEarlier()
    FavourEarlier()
    """


@dataclass(frozen=True)
class AllTies(Value):
    """Every best action of an indifferent mover is an outcome; the default for trees and matrices.

    Examples
    --------
    >>> AllTies()
    AllTies()
    """


TieRule = FavourEarlier | AllTies
