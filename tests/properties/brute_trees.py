"""Subgame perfection of numeric trees of any shape, from the definition, by enumeration over fractions.

Nothing here uses the package: a profile is ``{information set: {action: probability}}``, and it is subgame perfect when
in no subgame a player gains by other pure actions at her information sets there.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import networkx as nx


class NumericTree:
    """A tree with fractions; every decision node names its information set."""

    def __init__(self, graph, count):
        self.graph, self.count = graph, count
        (self.root,) = [v for v, d in graph.in_degree() if d == 0]
        self.sets = {}
        for v, data in graph.nodes(data=True):
            if "player" in data:
                self.sets.setdefault(data["infoset"], []).append(v)
        self.actions = {h: [graph.edges[vs[0], w]["action"] for w in graph.successors(vs[0])] for h, vs in self.sets.items()}
        self.owner = {h: graph.nodes[vs[0]]["player"] for h, vs in self.sets.items()}
        below = {v: {v, *nx.descendants(graph, v)} for v in graph}
        self.inside = {}
        for v in graph:
            alone = "player" not in graph.nodes[v] or len(self.sets[graph.nodes[v]["infoset"]]) == 1
            whole = all(set(vs) <= below[v] or not set(vs) & below[v] for vs in self.sets.values())
            if graph.out_degree(v) and alone and whole:
                self.inside[v] = [h for h, vs in self.sets.items() if set(vs) <= below[v]]

    def value(self, v, profile):
        """Expected payoffs from a node."""
        data = self.graph.nodes[v]
        total = list(data.get("payoffs", (Fraction(0),) * self.count))
        for w in self.graph.successors(v):
            edge = self.graph.edges[v, w]
            weight = profile[data["infoset"]].get(edge["action"], 0) if "player" in data else edge["prob"]
            if weight:
                total = [t + weight * u for t, u in zip(total, self.value(w, profile), strict=True)]
        return total

    def perfect(self, profile):
        """Whether nobody gains in any subgame."""
        for root, keys in self.inside.items():
            value = self.value(root, profile)
            for i in range(self.count):
                own = [h for h in keys if self.owner[h] == i]
                for plan in product(*(self.actions[h] for h in own)):
                    other = {**profile, **{h: {a: Fraction(1)} for h, a in zip(own, plan, strict=True)}}
                    if self.value(root, other)[i] > value[i]:
                        return False
        return True

    def pure(self):
        """All subgame-perfect profiles of pure actions, as sets of (information set, action)."""
        found = set()
        for choice in product(*(self.actions[h] for h in self.sets)):
            if self.perfect({h: {a: Fraction(1)} for h, a in zip(self.sets, choice, strict=True)}):
                found.add(frozenset(zip(self.sets, choice, strict=True)))
        return found
