r"""Collectives, alignments and profiles of policies as propositions with their certificates as proofs, and tables.

Importing this module gives these values their fragments, so that `write_latex` takes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sympy as sp

from symgame.models.alignment import Alignment
from symgame.models.alignment_certificate import AlignmentCertificate
from symgame.models.collective import CollectiveAction
from symgame.models.learners import BayesOptimal
from symgame.models.neighbourhoods import ConditionalHuber, ConditionalTotalVariation, Huber, Neighbourhood, TotalVariation
from symgame.models.policies import Policy
from symgame.models.profile_report import ProfileReport
from symgame.models.worst_case import is_joint
from symgame.render.chain_fragments import joined, pair
from symgame.render.context import Context
from symgame.render.document import frame
from symgame.render.fingerprint import fingerprint
from symgame.render.fragments import Fragment, fragments_of
from symgame.render.latex import latex_of
from symgame.render.model_tables import cell, deviation_latex, name_latex, plain_context, tabular

NEIGHBOURHOODS: dict[str, Neighbourhood] = {
    "total variation": TotalVariation(),
    "Huber": Huber(),
    "conditional total variation": ConditionalTotalVariation(),
    "conditional Huber": ConditionalHuber(),
}


def threshold_table(action: CollectiveAction, *, context: Context | None = None) -> str:
    r"""The signal points of a planting collective: weight, lead against it, threshold.

    Parameters
    ----------
    action : CollectiveAction
        Against a Bayes-optimal learner with ε = 0 or a conditional neighbourhood.
    context : Context, optional

    Returns
    -------
    str
        A ``tabular`` environment.

    Examples
    --------
    >>> from symgame.models.strategies import FeatureLabel
    >>> base = {("a", 0): sp.Rational(2, 3), ("a", 1): sp.Rational(1, 3)}
    >>> "$1/4$" in threshold_table(CollectiveAction(base, FeatureLabel({"a": "a"}, 1)))
    True
    """
    context = context or plain_context()
    rows = []
    for contest, (point, size) in zip(action.forms[0], action.thresholds.items(), strict=True):
        lead = [_least(_plain(form[n]) for form in contest.leads) for n in (0, 1)]
        rows.append([name_latex(point), *(cell(v, context) for v in (_plain(contest.weight), *lead, size))])
    head = [r"$x$", r"$P_0(g^{-1}(x))$", r"lead, $\alpha = 0$", r"lead, $\alpha = 1$", r"threshold"]
    return tabular(head, rows)


def _plain(value: Any) -> sp.Expr:
    return value if isinstance(value, sp.Basic) else sp.Rational(int(value.p), int(value.q))


def _least(values: Iterable[sp.Expr]) -> sp.Expr:
    listed = list(values)
    return sp.Min(*listed) if listed else sp.oo


def neighbourhood_table(
    base: Mapping[Any, Any], strategy: Any, epsilons: Sequence[Any], size: Any, *, context: Context | None = None
) -> str:
    r"""Worst case and bound at one size, a row each ε, a pair of columns each neighbourhood.

    Examples
    --------
    >>> from symgame.models.strategies import FeatureLabel
    >>> base = {("a", 0): sp.Rational(2, 3), ("a", 1): sp.Rational(1, 3)}
    >>> half = sp.Rational(1, 2)
    >>> neighbourhood_table(base, FeatureLabel({"a": "a"}, 1), [sp.Rational(1, 10)], half).count("&")
    16
    """
    context = context or plain_context()
    rows = []
    for epsilon in epsilons:
        row = [cell(epsilon, context)]
        for kind in NEIGHBOURHOODS.values():
            action = CollectiveAction(base, strategy, BayesOptimal(epsilon, kind))
            row += [cell(action.success(size), context), cell(action.bound(size), context)]
        rows.append(row)
    head = [r"$\varepsilon$", *(text for name in NEIGHBOURHOODS for text in (name, "bound"))]
    return tabular(head, rows)


@fragments_of.register
def _(item: CollectiveAction, context: Context) -> tuple[Fragment, ...]:
    alpha = sp.Symbol("alpha")
    mark = fingerprint(item)
    name = f"success-{mark[:6]}"
    said = f"The success of the collective is\n\\[\nS(\\alpha) = {latex_of(item.success(alpha), context)}.\n\\]\n"
    learner = item.learner
    pointwise = isinstance(learner, BayesOptimal) and not is_joint(learner) and hasattr(item.strategy, "target")
    if pointwise:
        shown = (
            "At each signal point $x$ the lead of the target label over every other label is affine in $\\alpha$, and the "
            "weight of $x$ is won exactly where the least lead is positive:\n\\begin{center}\n"
            f"{threshold_table(item, context=context)}\n\\end{{center}}\nAdding the weights gives $S$.\n"
        )
    else:
        shown = (
            "The leads of the labels are affine in $\\alpha$ between finitely many sizes; on each piece the outputs that the "
            "learner may choose were compared exactly.\n"
        )
    table = frame(
        "environment",
        kind="center",
        heading="",
        label=f"tab:{context.name}:bound-{mark[:6]}",
        model=mark,
        body=latex_of(item, context) + "\n",
    )
    made = pair(context, name, "Success of the collective", item, said, shown)
    return (*made, Fragment(f"tab-{context.name}-bound-{mark[:6]}.tex", table))


@fragments_of.register
def _(item: Alignment, context: Context) -> tuple[Fragment, ...]:
    kind = "strong" if item.several else "weak"
    name = f"{kind}-alignment-{fingerprint(item)[:6]}"
    certificate = item.verdict.certificate
    if isinstance(certificate, AlignmentCertificate):
        shown = _directions(certificate, context) if certificate.directions else _identities(certificate, context)
    else:
        shown = "The linear program was solved by cases; each case is an optimal basis with its multipliers.\n"
    return pair(context, name, f"{kind.capitalize()} alignment", item, _said(item, context) + "\n", shown)


def _said(item: Alignment, context: Context) -> str:
    if item.region is not None:
        condition = item.region.condition
        where = "for all parameters" if condition is sp.true else "for no parameters" if condition is sp.false else ""
        return f"Alignment is exact {where or f'if and only if ${latex_of(condition, context)}$'}."
    if item.epsilon != 0:
        return f"Alignment is not exact; the least error is ${latex_of(item.epsilon, context)}$."
    weights = [f"$w_{{{i + 1}}} = {latex_of(w, context)}$" for i, w in enumerate(item.weights)]
    scales = [f"$\\lambda_{{{j + 1}}} = {latex_of(s, context)}$" for j, s in enumerate(item.scales)] if item.several else []
    return f"Alignment is exact with {joined([*weights, *scales])}."


def _identities(c: AlignmentCertificate, context: Context) -> str:
    """``Σ w_i U_i + c = λ u`` line by line."""
    parts = []
    for j, user in enumerate(c.users):
        offset = dict(c.offsets[j])
        providers = [dict(row[j]) for row in c.providers]
        rows = []
        for (a, y), value in user:
            numbers = [*(p[a, y] for p in providers), offset[y], c.scales[j] * value]
            rows.append([name_latex(a), name_latex(y), *(cell(v, context) for v in numbers)])
        names = [f"$U_{{{i + 1}{j + 1}}}$" for i in range(len(providers))]
        head = ["action", "state", *names, f"$c_{{{j + 1}}}$", f"$\\lambda_{{{j + 1}}} u_{{{j + 1}}}$"]
        parts.append(f"\\begin{{center}}\n{tabular(head, rows)}\n\\end{{center}}")
    identity = r"$\sum_i w_i U_{ij}(a, y) + c_j(y) = \lambda_j u_j(a, y)$"
    body = "\n".join(parts)
    return f"In every row {identity}:\n{body}\n"


def _directions(c: AlignmentCertificate, context: Context) -> str:
    """The change z that users want and no provider wants, with all its inner products."""
    lines = []
    for j, z in enumerate(c.directions, 1):
        values = [f"$z_{{{j}}}({_bare(a)}, {_bare(y)}) = {latex_of(v, context)}$" for (a, y), v in z if v != 0]
        if values:
            lines.append(f"Let {joined(values)}, and $z_{{{j}}} = 0$ elsewhere.")
    products = []
    for i, row in enumerate(c.providers, 1):
        total = sp.Add(*(dict(z).get(k, sp.S.Zero) * v for z, u in zip(c.directions, row, strict=True) for k, v in u))
        products.append(f"$\\sum_j \\langle z_j, U_{{{i}j}}\\rangle = {latex_of(total, context)}$")
    gains = []
    for j, (z, u) in enumerate(zip(c.directions, c.users, strict=True), 1):
        total = sp.Add(*(dict(z).get(k, sp.S.Zero) * v for k, v in u))
        gains.append(f"$\\langle z_{{{j}}}, u_{{{j}}}\\rangle = {latex_of(total, context)}$")
    sums = "in every state" if c.state_offset else "over all pairs"
    lines.append(f"Each $z_j$ sums to zero over the actions {sums}, and {joined([*products, *gains])}.")
    lines.append(
        "Weights that sum to one and any offset would give the users at most the largest of the providers' products."
        if c.normalised
        else "Weights $w \\ge 0$ and any offsets would give the users together at most $0$."
    )
    return "\n".join(lines) + " This is a contradiction.\n"


def _bare(value: Any) -> str:
    return name_latex(value).strip("$")


@fragments_of.register
def _(item: ProfileReport, context: Context) -> tuple[Fragment, ...]:
    mark, verdict = fingerprint((item.game, item.profile)), item.verdict
    ties = " whatever the ties between actions" if verdict.robust else ""
    if verdict.proved:
        said = f"The profile of policies is an equilibrium{ties}.\n"
    elif verdict.refuted and verdict.deviation is not None:
        d = verdict.deviation
        said = (
            f"The profile of policies is not an equilibrium: provider {d.provider + 1} gets "
            f"${latex_of(d.payoff, context)}$ in the place of ${latex_of(d.current, context)}$ by the policy\n"
            f"\\begin{{center}}\n{policy_table(d.policy, context=context)}\n\\end{{center}}\n"
        )
    else:
        said = "Whether the profile of policies is an equilibrium was not decided.\n"
    shown = (
        "A deviation attracts some set of users; for each set the supremum of the provider's payoff is a linear program, "
        f"solved exactly:\n\\begin{{center}}\n{deviation_latex(item.rows, context=context)}\n\\end{{center}}\n"
    )
    return pair(context, f"profile-{mark[:6]}", "Equilibrium of policies", (item.game, item.profile), said, shown)


def policy_table(policy: Policy, *, context: Context | None = None) -> str:
    r"""A policy as a ``tabular``: a row each state, a column each signal.

    Examples
    --------
    >>> print(policy_table(Policy({0: {"s": 1}})).splitlines()[4])
    $0$ & $1$ \\
    """
    context = context or plain_context()
    rows = [
        [name_latex(state), *(cell(row.get(s, sp.S.Zero), context) for s in policy.signals)]
        for state, row in policy.table.items()
    ]
    return tabular(["state", *(name_latex(s) for s in policy.signals)], rows)
