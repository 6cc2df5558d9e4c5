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
# # Bargaining over a general-purpose technology
#
# A generalist $G$ brings a technology to performance $\alpha_0$; then a domain specialist $D$ raises it to
# $\alpha_1$. Both bargain first over the share $\delta$ of the revenue that $G$ receives
# (after Laufer, Kleinberg and Heidari 2024).

# %%
import sympy as sp

import symgame as sg

c_0, c_1 = sp.symbols("c_0 c_1", positive=True)
delta, alpha_0, alpha_1 = sp.symbols("delta alpha_0 alpha_1", real=True)
G, D = sg.players("G D")
game = sg.SequentialGame(
    stages=[
        sg.Bargain(delta, between=(G, D), domain=sp.Interval(0, 1), disagreement=(0, 0)),
        sg.Move(G, alpha_0, domain=sp.Interval(0, sp.oo)),
        sg.Move(D, alpha_1, domain=sp.Interval(alpha_0, sp.oo)),
    ],
    payoffs={
        G: delta * alpha_1 - c_0 * alpha_0**2,
        D: (1 - delta) * alpha_1 - c_1 * (alpha_1 - alpha_0) ** 2,
    },
)

# %% [markdown]
# ## Play for a given share
#
# Without a bargaining rule the share is a parameter. The strategy of $D$ is kept off the path too.

# %%
spe = sg.solve(game)
spe

# %%
spe.branches[0].strategies[alpha_1]

# %% [markdown]
# ## When does an all-powerful generalist share?

# %%
dictated = sg.solve(game, bargaining=sg.Dictatorial(G))
dictated

# %% [markdown]
# Exactly when the specialist is the cheaper of the two. `verify` checks the claim again from the definition.

# %%
assert sg.verify(game, dictated).proved
dictated.at({c_0: 2, c_1: 1})

# %% [markdown]
# ## A rule without a readable formula
#
# The Nash bargaining share is a root of a cubic polynomial. It is kept as such, with its uniqueness proved, and
# still evaluates exactly.

# %%
nash = sg.solve(game, bargaining=sg.NashBargaining())
assert nash.at({c_0: 1, c_1: 1})[0][delta] == sp.Rational(1, 2)
nash.at({c_0: 1, c_1: 2})[0][delta].evalf(10)

# %% [markdown]
# ## Into a paper

# %%
print(sg.to_latex(dictated, name="fine-tuning"))
