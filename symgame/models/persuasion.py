"""Competing providers who commit to what their models tell users of differing preferences.

Finite states Y with prior μ; k providers; users j with utility u_j(a, y); provider i gets Σ_j U_ij(a_j, y)
from the users' actions, whether or not its own policy was used.  Every provider commits to a policy
π: Y → Δ(S), for all users alike (*anonymous*) or one for each (*personalised*).  User j follows a
provider with the largest V_j(π_i), then takes a best action at each posterior.  A provider's ties go to
the provider that was used before a deviation; ties between actions are broken by the tie rule, which is
part of the model.

Finite version of the models in Collina, Goel, Roth, Ryu, Shi (2025), *Emergent Alignment via
Competition*, and Collina, Goel, Roth, Shi (2026), with persuasion after Kamenica and Gentzkow (2011).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.errors import ArgumentError, ArgumentTypeError
from symgame.models.alignment import Alignment, strong_alignment, weak_alignment
from symgame.models.cached import CachedValue
from symgame.models.joint import canonical, check_total, exact_probability
from symgame.models.policies import StrictTies, TieRule
from symgame.models.sender import Persuasion, sender_optimum
from symgame.models.utilities import Utility, check_tables, exact_utility, listed, read_utility


@dataclass(frozen=True, init=False)
class PersuasionGame(CachedValue):
    """Providers who compete for users by what their models tell them.

    Parameters
    ----------
    prior : mapping from state to probability
    users : list of mapping from (action, state) to utility
    providers : list of list of mapping from (action, state) to utility
        ``providers[i][j]`` is provider i's utility from user j.
    personalised : bool
        Whether a provider has a policy for each user, or one for all.
    ties : StrictTies or FavourableTies, optional
        How ties between actions are broken.

    Raises
    ------
    GameError, ArgumentTypeError
        If probabilities do not sum to one, a list is empty, or a utility is missing for a pair.

    Examples
    --------
    >>> u = {(a, y): int(a == y) for a in (0, 1) for y in (0, 1)}
    >>> game = PersuasionGame({0: sp.Rational(3, 5), 1: sp.Rational(2, 5)}, users=[u], providers=[[u]])
    >>> game.weak_alignment(0).verdict.proved
    True
    """

    prior_items: tuple[tuple[Any, sp.Expr], ...]
    user_tables: tuple[Utility, ...]
    provider_tables: tuple[tuple[Utility, ...], ...]
    personalised: bool = True
    ties: TieRule = StrictTies()

    def __init__(
        self,
        prior: Mapping[Any, Any],
        users: Sequence[Mapping[Any, Any]],
        providers: Sequence[Sequence[Mapping[Any, Any]]],
        personalised: bool = True,
        *,
        ties: TieRule | None = None,
    ) -> None:
        if not isinstance(prior, Mapping) or not prior:
            raise ArgumentTypeError(f"prior: {prior!r} is not a mapping from state to probability")
        chances = {y: exact_probability(prior[y], f"prior of {y!r}") for y in canonical(prior)}
        check_total(sp.Add(*chances.values()), "prior")
        people = tuple(read_utility(u, f"user {j}") for j, u in enumerate(listed(users, "users")))
        sellers = tuple(
            tuple(read_utility(u, f"provider {i}, user {j}") for j, u in enumerate(listed(row, f"provider {i}")))
            for i, row in enumerate(listed(providers, "providers"))
        )
        if not isinstance(personalised, bool):
            raise ArgumentTypeError(f"personalised: {personalised!r} is neither True nor False")
        if ties is not None and not isinstance(ties, TieRule):
            raise ArgumentTypeError(f"ties: {ties!r} is neither StrictTies() nor FavourableTies()")
        for name, value in (
            ("prior_items", tuple(chances.items())),
            ("user_tables", people),
            ("provider_tables", sellers),
            ("personalised", personalised),
            ("ties", StrictTies() if ties is None else ties),
        ):
            object.__setattr__(self, name, value)
        check_tables(self.states, self.users, self.providers, self.actions)

    @cached_property
    def prior(self) -> Mapping[Any, sp.Expr]:
        """μ as a read-only mapping."""
        return MappingProxyType(dict(self.prior_items))

    @cached_property
    def states(self) -> tuple[Any, ...]:
        """States in canonical order."""
        return tuple(y for y, _ in self.prior_items)

    @cached_property
    def users(self) -> tuple[Mapping[Any, sp.Expr], ...]:
        """u_j as read-only mappings."""
        return tuple(MappingProxyType(dict(u)) for u in self.user_tables)

    @cached_property
    def providers(self) -> tuple[tuple[Mapping[Any, sp.Expr], ...], ...]:
        """U_ij as read-only mappings."""
        return tuple(tuple(MappingProxyType(dict(u)) for u in row) for row in self.provider_tables)

    @cached_property
    def actions(self) -> tuple[tuple[Any, ...], ...]:
        """The actions of every user, in canonical order."""
        return tuple(canonical(a for (a, _), _ in u) for u in self.user_tables)

    @cached_property
    def parameters(self) -> tuple[sp.Symbol, ...]:
        """Symbols in the prior and the utilities."""
        found: set[Any] = set().union(*(p.free_symbols for _, p in self.prior_items))
        for table in (*self.user_tables, *(u for row in self.provider_tables for u in row)):
            found |= set().union(*(v.free_symbols for _, v in table))
        return tuple(sorted(found, key=lambda s: s.name))

    @cached_property
    def memory(self) -> dict[Any, Any]:
        """Results of pure functions of the game, kept for the next call."""
        return {}

    def user(self, j: int) -> int:
        """A user's index, checked.

        Raises
        ------
        ArgumentError
            If there is no such user.
        """
        if isinstance(j, bool) or not isinstance(j, int) or not 0 <= j < len(self.user_tables):
            raise ArgumentError(f"user {j!r} does not exist; users are 0 to {len(self.user_tables) - 1}")
        return j

    def provider(self, i: int) -> int:
        """A provider's index, checked.

        Raises
        ------
        ArgumentError
            If there is no such provider.
        """
        if isinstance(i, bool) or not isinstance(i, int) or not 0 <= i < len(self.provider_tables):
            raise ArgumentError(f"provider {i!r} does not exist; providers are 0 to {len(self.provider_tables) - 1}")
        return i

    def weak_alignment(
        self, j: int, *, normalised: bool = False, state_offset: bool = True, given: Iterable[Boolean] = ()
    ) -> Alignment:
        """How well non-negative weights on the providers' utilities reproduce user j's.

        The least ε such that ``|Σ_i w_i U_ij(a, y) + c(y) − u_j(a, y)| <= ε`` for all a and y.

        Parameters
        ----------
        j : int
        normalised : bool
            Require Σ w_i = 1: with ``state_offset=False`` the distance to the convex hull up to a constant.
        state_offset : bool
            Whether the offset c may depend on the state.
        given : iterable of Boolean
            Assumptions on parameters of the utilities.

        Returns
        -------
        Alignment
            Its verdict is proved iff the least ε is 0; otherwise it has a Farkas certificate.

        Examples
        --------
        >>> u = {(a, 0): a for a in (0, 1)}
        >>> PersuasionGame({0: 1}, [u], [[{k: -v for k, v in u.items()}]]).weak_alignment(0).epsilon
        1/2
        """
        j = self.user(j)
        rows = [row[j] for row in self.providers]
        return weak_alignment(self.users[j], rows, normalised=normalised, state_offset=state_offset, given=given)

    def strong_alignment(self, *, given: Iterable[Boolean] = ()) -> Alignment:
        """Whether common weights on the providers reproduce every user's utility up to a positive factor.

        The least ε such that ``|Σ_i w_i U_ij(a, y) + c_j(y) − λ_j u_j(a, y)| <= ε`` for all j, a, y and some
        λ_j >= 1.

        Returns
        -------
        Alignment
            With `scales` the λ_j; `offset` and `farkas` have one mapping for each user.

        Examples
        --------
        >>> u = {(a, 0): a for a in (0, 1)}
        >>> PersuasionGame({0: 1}, [u], [[u]]).strong_alignment().scales
        (1,)
        """
        return strong_alignment(self.users, self.providers, given=given)

    def best_policy(self, i: int, j: int, rival_value: Any = None) -> Persuasion:
        """Provider i's optimal policy for user j alone, who must get at least `rival_value`.

        Parameters
        ----------
        i, j : int
        rival_value : Expr, optional
            The value that the best rival offers; no constraint by default.

        Returns
        -------
        Persuasion
            `.policy` with actions as signals and `.value`; Piecewise in the parameters when there are any.
            Ties are favourable, as usual in persuasion.

        Raises
        ------
        ArgumentError
            If no policy gives the user `rival_value`.

        Examples
        --------
        >>> u = {("acquit", "I"): 1, ("acquit", "G"): 0, ("convict", "I"): 0, ("convict", "G"): 1}
        >>> U = {(a, y): int(a == "convict") for a, y in u}
        >>> prior = {"I": sp.Rational(7, 10), "G": sp.Rational(3, 10)}
        >>> PersuasionGame(prior, [u], [[U]]).best_policy(0, 0).value
        3/5
        """
        i, j = self.provider(i), self.user(j)
        floor = None if rival_value is None else exact_utility(rival_value, "rival_value")
        return sender_optimum(self.prior, self.users[j], self.providers[i][j], floor)

    def best_value(self, j: int) -> sp.Expr:
        """OPT_j = Σ_y μ(y) max_a u_j(a, y).

        Examples
        --------
        >>> PersuasionGame({0: 1}, [{(0, 0): 2}], [[{(0, 0): 0}]]).best_value(0)
        2
        """
        j = self.user(j)
        table, actions = self.users[j], self.actions[j]
        return sp.Add(*(p * sp.Max(*(table[a, y] for a in actions)) for y, p in self.prior_items))
