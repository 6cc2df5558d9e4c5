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
# # Pluralistic alignment by competition
#
# Providers commit to what their models tell users. None is aligned with a user; does their competition serve
# the user? After Collina, Goel, Roth, Ryu and Shi (2025) and Collina, Goel, Roth and Shi (2026).

# %%
import random

import sympy as sp

import symgame as sg

R = sp.Rational
states = (0, 1)
prior = {0: R(3, 5), 1: R(2, 5)}
match = {(a, y): int(a == y) for a in states for y in states}


def ideologue(action, scale=1, bias=2):
    return {(a, y): scale * (match[a, y] + bias * int(a == action)) for a in states for y in states}


# %% [markdown]
# Two opposed ideologues: the mean of their utilities is the user's, up to a constant.

# %%
game = sg.PersuasionGame(prior, [match], [[ideologue(1)], [ideologue(0)]])
aligned = game.weak_alignment(0)
print(aligned.verdict, aligned.weights, aligned.offset)

# %% [markdown]
# Alone, each would leave the user at 3/5; full revelation by both is an equilibrium.

# %%
silence, truth = sg.babbling(states), sg.full_revelation(states)
print([game.best_policy(i, 0).user_value for i in (0, 1)])
print(sg.verify(game, [[truth], [truth]]))
print(sg.verify(game, [[silence], [silence]]).witness)

# %% [markdown]
# One policy for all users is another matter. With mirrored biases babbling is an equilibrium exactly above a
# threshold, which is derived with both parameters symbolic.

# %%
M, kappa = sp.symbols("M kappa", positive=True)


def mirrored(scale, bias):
    one, two = ideologue(1, 1, bias), ideologue(0, scale, bias)
    return sg.PersuasionGame(prior, [match, match], [[one, two], [two, one]], personalised=False)


region = sg.equilibrium_region(mirrored(M, kappa), [silence, silence], given=[kappa > 1])
print(region.condition)

# %%
biases, scales = [1 + R(k, 20) for k in range(1, 41)], [R(k, 10) for k in range(5, 61)]
sg.plot_condition(region, kappa, M, biases, scales)

# %%
print(sg.deviation_latex(sg.deviation_table(mirrored(4, 2), [silence, silence])))

# %% [markdown]
# Such an answer prints as a proposition with its certificate: here why no common weights exist for M = 4.

# %%
print(sg.to_latex(mirrored(4, 2).strong_alignment()))

# %% [markdown]
# How far is a random user from random providers? The least error falls with the number of providers.

# %%
rng = random.Random(0)
cells = [(a, y) for a in range(3) for y in range(3)]


def drawn():
    return {k: R(rng.randint(0, 20), 20) for k in cells}


def error(count):
    chosen = sg.PersuasionGame({y: R(1, 3) for y in range(3)}, [drawn()], [[drawn()] for _ in range(count)])
    return chosen.weak_alignment(0, normalised=True, state_offset=False).epsilon


points = [(count, sum(error(count) for _ in range(8)) / 8) for count in (1, 2, 4, 8, 16)]
sg.plot_curves({"mean of 8 draws": points}, labels=("providers", "least error"))
