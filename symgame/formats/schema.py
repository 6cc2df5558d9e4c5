"""The shape of a game file, as data: what `msgspec` checks before any expression is read.

A game file is TOML.  Every number and formula in it is text (``"1/2"``, ``"c_0*x^2"``), so that nothing is
ever a float.  Keys that the format does not know are refused.
"""

from __future__ import annotations

import msgspec

Ends = list[str]


class DomainTable(msgspec.Struct, forbid_unknown_fields=True):
    """A domain that is not a closed interval: open ends, or finitely many values."""

    low: str | None = None
    high: str | None = None
    open: str | None = None
    values: list[str] | None = None


Domain = Ends | DomainTable
Domains = list[str | Ends | DomainTable] | DomainTable
"""One domain (two ends are texts), or a list of domains for several actions."""


class MoveTable(msgspec.Struct, forbid_unknown_fields=True):
    """A move inside ``simultaneous``."""

    player: str
    action: str | list[str]
    domain: Domains


class StageTable(msgspec.Struct, forbid_unknown_fields=True):
    """One stage; exactly one of ``player``, ``simultaneous``, ``bargain``, ``outside_option``, ``nature``."""

    player: str | None = None
    action: str | list[str] | None = None
    domain: Domains | None = None
    simultaneous: list[MoveTable] | None = None
    bargain: str | list[str] | None = None
    between: list[str] | None = None
    disagreement: list[str] | dict[str, str] | None = None
    outside_option: str | None = None
    payoffs: dict[str, str] | None = None
    nature: str | None = None
    values: list[str] | None = None
    probabilities: list[str] | None = None
    uniform: list[str] | None = None
    observed_by: list[str] | None = None


class FigureTable(msgspec.Struct, forbid_unknown_fields=True):
    """One plot of a report."""

    draw: str
    axes: list[str] = []
    limits: list[tuple[str, str]] = []
    at: dict[str, str] = {}
    rule: str = ""
    labels: dict[str, tuple[str, str]] = {}
    caption: str = ""


class ReportTable(msgspec.Struct, forbid_unknown_fields=True):
    """What to derive for a report, beside the game itself."""

    introduction: str = ""
    subgame_perfect: bool = True
    bargaining: list[str] = []
    pareto_set: bool = False
    comparative_statics: bool = False
    figures: list[FigureTable] = []


class GameTable(msgspec.Struct, forbid_unknown_fields=True):
    """A whole game file."""

    players: list[str]
    stages: list[StageTable]
    payoffs: dict[str, str]
    title: str = ""
    assume: list[str] = []
    parameters: dict[str, str] = {}
    actions: dict[str, str] = {}
    report: ReportTable | None = None


class SectionTable(msgspec.Struct, forbid_unknown_fields=True):
    """One section of an appendix: a family of games, each a subsection."""

    title: str
    games: list[str]
    introduction: str = ""


class AppendixTable(msgspec.Struct, forbid_unknown_fields=True):
    """What an appendix made from several game files holds, in its order."""

    title: str
    sections: list[SectionTable]
    introduction: str = ""
    short: str = ""


STAGE_KEYS = {
    "player": {"player", "action", "domain"},
    "simultaneous": {"simultaneous"},
    "bargain": {"bargain", "between", "domain", "disagreement"},
    "outside_option": {"outside_option", "payoffs"},
    "nature": {"nature", "values", "probabilities", "uniform", "observed_by"},
}
"""For each kind of stage, the keys that belong to it."""
