"""Powers with any exponents as products of positive unknowns.

Where b > 0 and the exponent p is a combination p = r_1 β_1 + … + r_m β_m with rational r_j and expressions β_j that
are independent over the rationals (1, k, 1/(k - 1), …), the power b^p is the product of (b^{β_j})^{r_j}.  With one
positive unknown for each b^{β_j / d_j}, d_j the common denominator of the r_j, every expression in powers becomes a
rational function: identities between powers are identities of rational functions, and their signs are questions that
a decider for polynomials understands.  Exponentials are powers of e, and log(b^r c) = r log b + log c.

A base is first cut into its factors: (f g)^p = f^p g^p where f and g are positive, which the caller says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

import sympy as sp

from symgame.logic.implicit import Implicit
from symgame.solve.exponents import exponent_vector, short_exponent
from symgame.solve.power_symbols import Generator, Sign, read_sign


class Powers:
    """One rewriting; expressions that are compared go through the same object.

    Parameters
    ----------
    sign : callable
        From an expression to 1, -1 or None; asked for the factors of bases.
    positive : iterable of Symbol
        Symbols that are positive although not declared so.
    guess : bool
        Take factors of unknown sign as positive one by one; for finding candidates only.
    zeros : iterable of Expr
        Factors of bases that are zero; a power of one is 0 where the exponent is positive, else undefined.
    positive_exponent : callable
        Whether an exponent is positive; asked for powers of zero.

    Examples
    --------
    >>> k, c = sp.symbols("k c", positive=True)
    >>> powers = Powers()
    >>> (ratio,), table = powers.rational([powers.enter(((c/k)**(1/(k - 1)))**k / (c/k)**(1/(k - 1)))])
    >>> ratio
    c/k
    """

    def __init__(
        self, sign: Sign = read_sign, positive: Iterable[sp.Symbol] = (), *, guess: bool = False, zeros: Iterable[sp.Expr] = (),
        positive_exponent: Callable[[sp.Expr], bool] = lambda p: p.is_negative is not True,
    ) -> None:  # fmt: skip
        self.sign, self.guess = sign, guess
        self.positive_exponent = positive_exponent
        self.masks = {s: sp.Symbol(s.name, positive=True) for s in positive if not s.is_positive}
        self.zeros = tuple(z.xreplace(self.masks) for z in zeros)
        self.bases: dict[sp.Symbol, sp.Expr] = {}
        self.unsigned: list[sp.Expr] = []
        self.opaque: dict[sp.Symbol, sp.Expr] = {}
        self._memory: dict[sp.Expr, sp.Expr] = {}

    # ------------------------------------------------------------------ in and out

    def enter(self, e: sp.Expr) -> sp.Expr:
        """The expression with every power over a positive symbol, a prime, or e."""
        if e not in self._memory:
            self._memory[e] = self._enter(e)
        return self._memory[e]

    def _enter(self, e: sp.Expr) -> sp.Expr:
        if isinstance(e, sp.Symbol):
            return self.masks.get(e, e)
        if isinstance(e, Implicit):
            return self._named(e, self.opaque, "implicit", positive=e.is_positive or None, real=True)
        if not e.args or isinstance(e, sp.Rational):
            return e
        if isinstance(e, sp.exp):
            return self._exponential(self.enter(e.args[0]))
        if isinstance(e, sp.Pow) and not e.exp.is_Integer:
            return self.power(self.enter(e.base), self.enter(e.exp))
        if isinstance(e, sp.log):
            return self._logarithm(self.enter(e.args[0]))
        if isinstance(e, sp.Abs):
            return self._absolute(self.enter(e.args[0]))
        return e.func(*(self.enter(a) for a in e.args))

    def leave(self, e: sp.Expr) -> sp.Expr:
        """Back to the symbols of the caller, exponents as one fraction."""
        plain = {p: p.func(p.base, short_exponent(p.exp)) for p in e.atoms(sp.Pow) if p.exp.free_symbols}
        e = e.xreplace(plain)
        names = {**self.bases, **self.opaque}
        while used := names.keys() & e.free_symbols:  # one may stand inside another
            e = e.xreplace({n: names[n] for n in used})
        return e.xreplace({m: s for s, m in self.masks.items()})

    def _named(self, e: sp.Expr, table: dict[sp.Symbol, sp.Expr], name: str, **declared: bool | None) -> sp.Symbol:
        for symbol, known in table.items():
            if known == e:
                return symbol
        symbol = sp.Symbol(f"{name}'{len(table)}", **declared)
        table[symbol] = e
        return symbol

    # ------------------------------------------------------------------ powers

    def power(self, base: sp.Expr, p: sp.Expr) -> sp.Expr:
        """``base**p`` of an entered base, factor by factor."""
        if base == 0:
            return sp.S.Zero if self.positive_exponent(p) else sp.nan
        known, rest = self._factors(base)
        vanishing = [n * p for f, n in [*known, (rest, sp.S.One)] if f in self.zeros]
        if vanishing:
            return sp.S.Zero if all(self.positive_exponent(q) for q in vanishing) else sp.nan
        out = sp.S.One
        for f, n in known:
            out *= self._atom(f, n * p)
        if rest == 1 or rest.is_negative:
            return out if rest == 1 else sp.nan
        self.unsigned.append(rest)
        return out * self._atom(self._named(rest, self.bases, "base", positive=True), p)

    def _atom(self, f: sp.Expr, p: sp.Expr) -> sp.Expr:
        if isinstance(f, sp.Symbol | sp.Integer) or p.is_Integer:
            return f**p
        if isinstance(f, sp.Pow | sp.exp):
            base, q = f.as_base_exp()
            return base ** sp.expand(q * p)
        return self._named(f, self.bases, "base", positive=True) ** p

    def _factors(self, base: sp.Expr) -> tuple[list[tuple[sp.Expr, sp.Expr]], sp.Expr]:
        """Positive factors with multiplicities, and the product of those whose sign is open."""
        content, pairs = _factored(base, tuple(self.bases.items()))
        known: list[tuple[sp.Expr, sp.Expr]] = []
        unknown: list[tuple[sp.Expr, int]] = []
        for unknowns, f, n in pairs:
            s = read_sign(unknowns) or self.sign(f)
            if s is None:
                unknown.append((f, n))
            else:
                known.append((f if s > 0 else -f, sp.Integer(n)))
                content = content if s > 0 or n % 2 == 0 else -content
        if self.guess:
            more, unknown, content = _oriented(unknown, content)
            known += more
        negative = content.could_extract_minus_sign()
        for prime, n in _primes(-content if negative else content):
            known.append((prime, sp.Integer(n)))
        rest = sp.Mul(*(f**n for f, n in unknown))
        if negative:
            rest = sp.expand(-rest) if len(unknown) == 1 and unknown[0][1] == 1 else -rest
        return known, rest

    def _exponential(self, e: sp.Expr) -> sp.Expr:
        out = sp.S.One
        for term in sp.Add.make_args(sp.expand(e)):
            logs = [f for f in sp.Mul.make_args(term) if isinstance(f, sp.log)]
            out *= self.power(logs[0].args[0], term / logs[0]) if len(logs) == 1 else sp.exp(term)
        return out

    def _absolute(self, e: sp.Expr) -> sp.Expr:
        sign = read_sign(e) or (self.sign(e) if not self.guess else 1)
        return sp.Abs(e) if sign is None else e * sign

    def _logarithm(self, e: sp.Expr) -> sp.Expr:
        if e == 0:
            return sp.nan
        known, rest = self._factors(e)
        if rest.is_negative or any(f in self.zeros for f in (*(f for f, _ in known), rest)):
            return sp.nan
        terms = [n * p * sp.log(b) for f, n in known for b, p in (f.as_base_exp(),)]
        return sp.Add(*terms) + (sp.log(rest) if rest != 1 else 0)

    # ------------------------------------------------------------------ rational functions

    def rational(self, expressions: Sequence[sp.Expr]) -> tuple[list[sp.Expr], tuple[Generator, ...]]:
        """Entered expressions as rational functions of symbols and generators, the same ones for all.

        Logarithms and absolute values are unknowns of their own, which `leave` replaces.
        """
        expressions = [self._without_functions(e) for e in expressions]
        powers = sorted({p for e in expressions for p in e.atoms(sp.Pow, sp.exp) if not _plain(p)}, key=sp.default_sort_key)
        split = {p: (p.as_base_exp()[0], exponent_vector(p.as_base_exp()[1])) for p in powers}
        counts: dict[tuple[sp.Expr, sp.Expr], int] = {}
        for base, vector in split.values():
            for beta, r in vector:
                counts[base, beta] = sp.ilcm(counts.get((base, beta), 1), r.q)
        table: list[Generator] = []
        for (base, beta), n in counts.items():
            if beta != 1 or n > 1:
                table.append(Generator(sp.Symbol(f"power'{len(table)}", positive=True), base, beta, int(n)))
        unknowns = {(g.base, g.exponent): g for g in table}
        inner = {b: f for b, f in self.bases.items() if all(_plain(p) for p in f.atoms(sp.Pow, sp.exp))}
        swap: dict[sp.Expr, sp.Expr] = {}
        for p, (base, vector) in split.items():
            swap[p] = sp.Mul(*(_generated(unknowns, inner, base, beta, r) for beta, r in vector))
        whole = {g.base: g.symbol**g.count for g in table if g.exponent == 1 and isinstance(g.base, sp.Symbol) and g.base not in inner}
        return [e.xreplace(swap).xreplace(inner).xreplace(whole) for e in expressions], tuple(table)

    def _without_functions(self, e: sp.Expr) -> sp.Expr:
        found = sorted(e.atoms(sp.log, sp.Abs), key=sp.count_ops, reverse=True)
        return e.xreplace({f: self._named(f, self.opaque, "function", real=True) for f in found}) if found else e

    def classes(self, polynomial: sp.Expr, table: Sequence[Generator]) -> dict[sp.Expr, sp.Expr]:
        """A polynomial in symbols and generators as ``{product of powers: coefficient}``, coefficients free of powers.

        Whole powers of a base go to the coefficient; the products of powers are entered expressions.
        """
        present = [g for g in table if polynomial.has(g.symbol)]
        if not present:
            return {sp.S.One: polynomial}
        found: dict[sp.Expr, sp.Expr] = {}
        for exponents, coefficient in sp.Poly(polynomial, *(g.symbol for g in present)).terms():
            product = sp.S.One
            for g, n in zip(present, exponents, strict=True):
                whole, rest = divmod(int(n), g.count) if g.exponent == 1 else (0, int(n))
                coefficient *= self.bases.get(g.base, g.base) ** whole
                product *= g.base ** (g.exponent * sp.Rational(rest, g.count))
            found[product] = found.get(product, sp.S.Zero) + coefficient
        return {m: c for m, c in ((m, sp.factor(c)) for m, c in found.items()) if c != 0}


@lru_cache(maxsize=20_000)
def _factored(base: sp.Expr, bases: tuple[tuple[sp.Symbol, sp.Expr], ...]) -> tuple[sp.Expr, tuple[tuple[sp.Expr, sp.Expr, int], ...]]:
    """Content and irreducible factors of a base: in generators, in powers, multiplicity."""
    powers = Powers()
    powers.bases.update(bases)
    (rational,), table = powers.rational([base])
    top, below = sp.fraction(sp.cancel(rational))
    content, listed = sp.factor_list(top)
    under, divisors = sp.factor_list(below)
    back = {g.symbol: g.value for g in table}
    pairs = [(f, n) for f, n in listed] + [(f, -n) for f, n in divisors]
    content = sp.Rational(content) / sp.Rational(under) if content.is_Rational and under.is_Rational else content / under
    return content, tuple((f, f.xreplace(back), int(n)) for f, n in pairs)


def _plain(p: sp.Expr) -> bool:
    return isinstance(p, sp.Pow) and bool(p.exp.is_Integer)


def _generated(
    unknowns: dict[tuple[sp.Expr, sp.Expr], Generator], inner: dict[sp.Symbol, sp.Expr], base: sp.Expr, beta: sp.Expr, r: sp.Rational
) -> sp.Expr:
    """``base**(beta*r)``; whole powers of a composite base are written out."""
    g = unknowns.get((base, beta))
    if beta == 1 and base in inner:
        whole = sp.floor(r)
        rest = sp.S.One if g is None else g.symbol ** ((r - whole) * g.count)
        return inner[base] ** whole * rest
    return base**r if g is None else g.symbol ** (r * g.count)


def _primes(content: sp.Expr) -> list[tuple[sp.Expr, int]]:
    if not isinstance(content, sp.Rational):
        return [(content, 1)]
    found = [(sp.Integer(p), n) for p, n in sp.factorint(int(content.p)).items()]
    return found + [(sp.Integer(q), -n) for q, n in sp.factorint(int(content.q)).items()]


def _oriented(
    unknown: list[tuple[sp.Expr, int]], content: sp.Expr
) -> tuple[list[tuple[sp.Expr, sp.Expr]], list[tuple[sp.Expr, int]], sp.Expr]:
    """Each factor with the sign that makes its constant term positive, when that fits the sign of the product."""
    turned, sign = [], 1
    for f, n in unknown:
        constant = f.xreplace(dict.fromkeys(f.free_symbols, sp.S.Zero))
        flip = bool(constant.is_negative)
        turned.append((sp.expand(-f) if flip else f, sp.Integer(n)))
        sign = -sign if flip and n % 2 else sign
    negative = content.could_extract_minus_sign()
    if (sign < 0) != negative:
        return [], unknown, content
    return turned, [], -content if negative else content
