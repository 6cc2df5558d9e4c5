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
# # Algorithmic collective action
#
# A fraction α of the users plants a signal in the training data of a platform. How large must it be?
# After Hardt, Mazumdar, Mendler-Dünner and Zrnic (2023); every number below is exact and derived.

# %%
import sympy as sp

import symgame as sg
from symgame.models.experiment import generated_corpus, grid, sweep
from symgame.models.progress import progress_bar

R = sp.Rational
alpha = sp.Symbol("alpha")

# %% [markdown]
# Three kinds of users, with and without the signal, in counts out of 100 for the labels 0 and 1. The collective
# sets the signal and reports the label 1.

# %%
counts = {"a0": (20, 20), "a1": (3, 1), "b0": (24, 6), "b1": (4, 1), "c0": (8, 12), "c1": (1, 0)}
base = {(x, y): R(n[y], 100) for x, n in counts.items() for y in (0, 1)}
strategy = sg.FeatureLabel({x: x[0] + "1" for x in counts}, target=1)
action = sg.CollectiveAction(base, strategy)
staircase = action.success(alpha)
print(staircase.as_piecewise())

# %% [markdown]
# The exact critical mass, beside what the theorem's bound guarantees.

# %%
for goal in (R(1, 2), R(13, 20), R(9, 10)):
    print(goal, action.critical_mass(goal), action.critical_mass_bound(goal))

# %%
print(action.thresholds)
sg.plot_success(action, until=R(1, 2))

# %% [markdown]
# A learner that is only ε-suboptimal: the worst case depends on what "ε-suboptimal" means.

# %%
sg.plot_neighbourhoods(base, strategy, epsilon=R(1, 20), until=R(1, 2))

# %%
for kind in (sg.TotalVariation(), sg.Huber(), sg.ConditionalTotalVariation(), sg.ConditionalHuber()):
    worst = sg.CollectiveAction(base, strategy, sg.BayesOptimal(epsilon=R(1, 20), neighbourhood=kind))
    print(f"{type(kind).__name__:26}", worst.success(R(1, 5)), worst.bound(R(1, 5)))

# %%
print(sg.neighbourhood_table(base, strategy, [R(1, 40), R(1, 20), R(1, 10)], R(1, 5)))

# %% [markdown]
# What a collective can promise from its own data points alone, with probability 19/20: 40,000 members among 200,000.

# %%
sample = {(x, y): 400 * n[y] for x, n in counts.items() for y in (0, 1)}
promise = sg.finite_sample_bound(sample, strategy, total=200_000, test=10_000, delta=R(1, 20))
print(promise.certified, promise.value, float(promise.value))

# %% [markdown]
# The same question for a trained classifier: a generated corpus of 1,000 rows, a rare signal column, three
# training lengths. The strategy that also reports the label needs far fewer members.

# %%
corpus = generated_corpus(rows=1000, columns=10, seed=0)
sizes = [0.0, 0.02, 0.05, 0.1, 0.2]
measured = sweep(corpus, grid(sizes, passes=(5, 50)), done=progress_bar("training"))
curves = {}
for labels, name in ((True, "feature and label"), (False, "feature only")):
    for passes in (5, 50):
        found = [(t.alpha, s) for t, s in measured.items() if t.labels == labels and t.passes == passes]
        curves[f"{name}, {passes} passes"] = found
bound = [(a, max(0.0, 1 - (1 - a) / a * corpus.uniqueness)) for a in sizes if a]
curves["bound for a gap of 1"] = bound
sg.plot_curves(curves, labels=("share of the collective", "success"))
