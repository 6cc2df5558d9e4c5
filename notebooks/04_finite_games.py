# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Finite games with parameters: trees and matrices
#
# Payoffs and probabilities are sympy expressions; every equilibrium comes with the exact region of the parameters in
# which it is one, boundaries included.

# %%
import networkx as nx
import sympy as sp

import symgame as sg
from symgame.games.catalog.matrices import hawk_dove, volunteers
from symgame.games.catalog.signalling import beer_quiche
from symgame.games.catalog.trees import entry_deterrence

R = sp.Rational

# %% [markdown]
# ## A tree
#
# An entrant and an incumbent. The four regions are all there is; on their boundaries several equilibria hold.

# %%
game = entry_deterrence()
found = sg.solve(game)
for branch in found.branches:
    print(branch.region.condition, dict(branch.strategies))
print(found.complete, "|", sg.verify(game, found))

# %%
game

# %% [markdown]
# The picture for a paper, with the choices of one branch drawn thick.

# %%
print(sg.to_tikz(game, found.branches[0]))

# %% [markdown]
# ## A matrix
#
# A 2×2 game in x whose equilibria change at 1/3 and at 2/3.

# %%
x = sp.Symbol("x", real=True)
matrix = sg.NormalFormGame([[[x, 0], [R(1, 3), 1]], [[1, 0], [0, x - R(2, 3)]]])
for branch in sg.solve(matrix).branches:
    print(branch.region.condition, *branch.outcome.values())
print([len(sg.solve(matrix).at({x: v})) for v in (0, R(1, 3), R(1, 2), R(2, 3), 1)])

# %%
print(sg.to_array(matrix, x > R(2, 3)))

# %% [markdown]
# Hawk and dove: dominance holds only where the prize is worth the fight.

# %%
contest = hawk_dove()
for step in sg.iterated_dominance(contest):
    print(step.region.condition, {str(p): a for p, a in step.actions.items()})
for branch in sg.solve(contest, symmetric=True).branches:
    print(branch.region.condition, branch.outcome[contest.players[0]])

# %% [markdown]
# The volunteer's dilemma for any number of players: x is minus the logarithm of the probability of staying out.

# %%
dilemma = volunteers()
print(sg.solve(dilemma)[dilemma.action])

# %% [markdown]
# ## Imperfect information
#
# Beer and quiche with a symbolic prior and cost; the intuitive criterion removes pooling on quiche.

# %%
breakfast = beer_quiche()
for intuitive in (False, True):
    listed = sg.solve(breakfast, concept=sg.PerfectBayesian(intuitive=intuitive))
    print(len(listed.branches), sorted({str(b.outcome["strong"]) for b in listed.branches}))

# %% [markdown]
# ## A tree with quantities
#
# Entry, then Cournot competition; staying out, then a monopoly: one tree, each stage solved for all parameters.

# %%
q_1, q_2 = sp.symbols("q_1 q_2", nonnegative=True)
fee = sp.Symbol("F", positive=True)
incumbent, entrant = sg.players("I E")
half_line = sp.Interval(0, sp.oo)
graph = nx.DiGraph()
graph.add_node("entry", player=entrant)
graph.add_node("duopoly", move=sg.Simultaneous(sg.Move(incumbent, q_1, domain=half_line), sg.Move(entrant, q_2, domain=half_line)))
graph.add_node("monopoly", move=sg.Move(incumbent, q_1, domain=half_line))
graph.add_node("two", payoffs=((1 - q_1 - q_2) * q_1, (1 - q_1 - q_2) * q_2 - fee))
graph.add_node("one", payoffs=((1 - q_1) * q_1, 0))
graph.add_edge("entry", "duopoly", action="In")
graph.add_edge("entry", "monopoly", action="Out")
graph.add_edge("duopoly", "two")
graph.add_edge("monopoly", "one")
mixed = sg.solve(sg.ExtensiveFormGame(graph, [incumbent, entrant]))
for branch in mixed.branches:
    print(branch.region.condition, branch.outcome["entry"], branch.payoffs[entrant])
