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
# # Safety floors that backfire
#
# A generalist G brings a technology to the market, a domain specialist D adapts it; both choose performance α and
# safety β. A regulator sets floors on safety. After Laufer, Kleinberg and Heidari (2025); every result is derived.

# %%
import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, UNIT, D, G, QuadraticCost, Regulation, regulation_game
from symgame.render.regulation_figures import domain_floor, floor_map

R = sp.Rational
a0, b0, a1, b1 = ACTIONS
theta_G, theta_D = sp.symbols("theta_G theta_D", nonnegative=True)

# %% [markdown]
# Without floors, unit costs and equal shares: D's safety is 1/2.

# %%
anarchy = sg.solve(regulation_game())
print(dict(anarchy.branches[0].outcome), anarchy.payoff(G), anarchy.payoff(D))

# %% [markdown]
# Floors on both, up to D's unregulated safety. In the last branch G drops safety and leaves it to D: the floor backfires.

# %%
law = Regulation.of_both(theta_G, theta_D)
deal = sg.solve(regulation_game(regulation=law, assume=[theta_G <= theta_D, theta_D <= R(1, 2)]))
for branch in deal.branches:
    print(branch.region.condition, branch[b0], branch[b1])

# %% [markdown]
# The exact backfire region, as a question: where is D's safety below 1/2? With one floor fixed the answer is an interval.

# %%
at_eighth = sg.solve(regulation_game(regulation=Regulation.of_both(R(1, 8), theta_D), assume=[theta_D >= R(1, 8), theta_D <= R(1, 2)]))
backfiring = sp.Or(*(b.region.condition for b in at_eighth.branches if b[b1] == theta_D))
print(sg.when(sp.And(backfiring, theta_D < R(1, 2)), given=[theta_D >= R(1, 8), theta_D <= R(1, 2)], over=[theta_D]).condition)

# %% [markdown]
# A floor on G alone never backfires; G abstains at (1 + √6)/4.

# %%
alone = sg.solve(regulation_game(regulation=Regulation.of_general(theta_G)))
for branch in alone.branches:
    print(branch.region.condition, dict(branch.outcome))

# %% [markdown]
# When the attributes interfere in D's costs, the best technology is one that the printed list of candidates lacks.

# %%
interfering = (UNIT, QuadraticCost(1, R(1, 2), 1))
missed = sg.solve(regulation_game(interfering, regulation=Regulation.of_domain(R(2, 5))))
print(dict(missed.branches[0].outcome), missed.payoff(G))

# %% [markdown]
# Who should bear a harm? Safety by liability, with separable costs.

# %%
h, exposure, l_G, l_D = sp.symbols("h B l_G l_D", positive=True)
delta, c_0, c_1 = sp.symbols("delta c_0 c_1", positive=True)
liability = Regulation(harm=h, exposure=exposure, liability_G=l_G, liability_D=l_D)
costs = (QuadraticCost(1, 0, c_0), QuadraticCost(1, 0, c_1))
borne = sg.solve(regulation_game(costs, share=delta, regulation=liability, abstention=(), assume=[delta < 1]))
print(sp.factor(borne[b1]))
print(sg.comparative_statics(borne).sign(b1, l_G))

# %% [markdown]
# What each pair of floors does, and play against a floor on D, on coarse grids; every point is solved exactly.

# %%
floor_map(coarse=True)

# %%
domain_floor(coarse=True)
