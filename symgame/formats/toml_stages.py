"""Stages of a game file: from their tables to the stages of `symgame.games.stages`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symgame.errors import FileFormatError, SymgameError
from symgame.formats.expressions import parse_expression
from symgame.formats.schema import STAGE_KEYS, Domain, DomainTable, StageTable
from symgame.games.players import Player
from symgame.games.stages import Bargain, Move, Nature, OutsideOption, Simultaneous, Stage, Uniform

Names = Mapping[str, sp.Symbol]
People = Mapping[str, Player]


@dataclass(frozen=True)
class Reader:
    """Reads the texts of one file and puts the file, the line and the key before what is wrong."""

    source: str
    text: str

    def at(self, key: str, text: str, names: Names, parse: Callable[[str, Names], Any]) -> Any:
        try:
            return parse(text, names)
        except SymgameError as error:
            raise FileFormatError(f"{self.source}{self._line(text)}: {key}: {error}") from None

    def fault(self, key: str, message: str) -> FileFormatError:
        return FileFormatError(f"{self.source}: {key}: {message}")

    def _line(self, text: str) -> str:
        for number, line in enumerate(self.text.splitlines(), 1):
            if text and f'"{text}"' in line:
                return f", line {number}"
        return ""


def read_stage(table: StageTable, place: int, reader: Reader, people: People, names: Names) -> Stage:
    """The stage that `table` describes.

    Raises
    ------
    FileFormatError
        With the file and ``stages[place]``.

    Examples
    --------
    >>> table = StageTable(player="G", action="x", domain=["0", "oo"])
    >>> x = sp.Symbol("x", real=True)
    >>> read_stage(table, 1, Reader("game.toml", ""), {"G": Player("G")}, {"x": x})
    Move(Player(name='G'), x, domain=Interval(0, oo))
    """
    where = f"stages[{place}]"
    present = {k for k in StageTable.__struct_fields__ if getattr(table, k) is not None}
    kinds = [k for k in STAGE_KEYS if k in present]
    if len(kinds) != 1:
        raise reader.fault(where, f"needs exactly one of {', '.join(STAGE_KEYS)}; got {', '.join(kinds) or 'none'}")
    extra = present - STAGE_KEYS[kinds[0]]
    if extra:
        raise reader.fault(where, f"{min(extra)!r} does not belong to a stage with {kinds[0]!r}")
    try:
        return _BUILD[kinds[0]](table, where, reader, people, names)
    except FileFormatError:
        raise
    except SymgameError as error:
        raise reader.fault(where, str(error)) from None


def _one(name: str, where: str, reader: Reader, people: People) -> Player:
    if name not in people:
        raise reader.fault(where, f"unknown player {name!r}; players are {', '.join(people)}")
    return people[name]


def _value(text: str, where: str, reader: Reader, names: Names) -> sp.Expr:
    return reader.at(where, text, names, parse_expression)


def _domain(table: Domain, where: str, reader: Reader, names: Names) -> sp.Set:
    if isinstance(table, DomainTable):
        if table.values is not None:
            return sp.FiniteSet(*[_value(v, where, reader, names) for v in table.values])
        if table.low is None or table.high is None:
            raise reader.fault(where, "a domain needs 'low' and 'high', or 'values'")
        if table.open not in (None, "left", "right", "both"):
            raise reader.fault(where, f"open = {table.open!r}; use left, right or both")
        ends = [table.low, table.high]
    else:
        ends = table
    if len(ends) != 2 or not all(isinstance(e, str) for e in ends):
        raise reader.fault(where, f"a domain has two ends, got {ends}")
    low, high = (_value(e, where, reader, names) for e in ends)
    opened = table.open if isinstance(table, DomainTable) else None
    return sp.Interval(low, high, opened in ("left", "both"), opened in ("right", "both"))


def _domains(table: Any, actions: Any, where: str, reader: Reader, names: Names) -> Any:
    if table is None:
        raise reader.fault(where, "no domain")
    if isinstance(actions, str):
        return _domain(table, f"{where}.domain", reader, names)
    if not isinstance(table, list) or any(isinstance(d, str) for d in table):
        raise reader.fault(f"{where}.domain", "several actions need a list of domains, one each")
    return tuple(_domain(d, f"{where}.domain", reader, names) for d in table)


def _symbols(actions: str | list[str], names: Names) -> Any:
    return names[actions] if isinstance(actions, str) else tuple(names[a] for a in actions)


def _move(table: Any, where: str, reader: Reader, people: People, names: Names) -> Move:
    if table.action is None:
        raise reader.fault(where, "no action")
    domain = _domains(table.domain, table.action, where, reader, names)
    return Move(_one(table.player, where, reader, people), _symbols(table.action, names), domain=domain)


def _simultaneous(table: StageTable, where: str, reader: Reader, people: People, names: Names) -> Simultaneous:
    return Simultaneous(*[_move(m, where, reader, people, names) for m in table.simultaneous or ()])


def _bargain(table: StageTable, where: str, reader: Reader, people: People, names: Names) -> Bargain:
    shares = table.bargain or ""
    if table.between is None:
        raise reader.fault(where, "bargain needs 'between', the parties")
    parties = [_one(p, where, reader, people) for p in table.between]
    point: Any = table.disagreement
    if isinstance(point, dict):
        point = {_one(p, where, reader, people): _value(v, where, reader, names) for p, v in point.items()}
    elif point is not None:
        point = tuple(_value(v, f"{where}.disagreement", reader, names) for v in point)
    domain = _domains(table.domain, shares, where, reader, names)
    return Bargain(_symbols(shares, names), between=parties, domain=domain, disagreement=point)


def _outside(table: StageTable, where: str, reader: Reader, people: People, names: Names) -> OutsideOption:
    if table.payoffs is None:
        raise reader.fault(where, "outside_option needs 'payoffs'")
    payoffs = {
        _one(p, where, reader, people): _value(v, f"{where}.payoffs", reader, names) for p, v in table.payoffs.items()
    }
    return OutsideOption(_one(table.outside_option or "", where, reader, people), payoffs)


def _nature(table: StageTable, where: str, reader: Reader, people: People, names: Names) -> Nature:
    seen = None if table.observed_by is None else [_one(p, where, reader, people) for p in table.observed_by]
    symbol = names[table.nature or ""]
    if table.uniform is not None:
        if len(table.uniform) != 2 or table.values or table.probabilities:
            raise reader.fault(where, "uniform takes two ends, and neither values nor probabilities")
        return Nature(symbol, Uniform(*[_value(e, where, reader, names) for e in table.uniform]), observed_by=seen)
    values, chances = table.values or [], table.probabilities or []
    if len(values) != len(chances) or not values:
        raise reader.fault(where, f"{len(values)} values but {len(chances)} probabilities")
    drawn = [_value(v, where, reader, names) for v in values]
    if len(set(drawn)) < len(drawn):
        raise reader.fault(where, f"a value is repeated in {values}")
    odds = [_value(p, where, reader, names) for p in chances]
    return Nature(symbol, dict(zip(drawn, odds, strict=True)), observed_by=seen)


_BUILD: Mapping[str, Callable[..., Stage]] = {
    "player": _move,
    "simultaneous": _simultaneous,
    "bargain": _bargain,
    "outside_option": _outside,
    "nature": _nature,
}
