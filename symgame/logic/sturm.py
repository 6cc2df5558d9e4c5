"""Positivity of a polynomial in one unknown on an interval, by counting its roots (STURM 1829)."""

from __future__ import annotations

from fractions import Fraction

Dense = list[Fraction]


def positive_on(
    p: Dense, low: Fraction | None, high: Fraction | None, low_open: bool, high_open: bool, *, strict: bool
) -> bool:
    """Whether p > 0 (or ≥ 0) on an interval; the ends count unless they are open, None is infinite.

    Examples
    --------
    >>> positive_on([Fraction(-2), Fraction(0), Fraction(1)], Fraction(2), None, False, True, strict=True)
    True
    """
    if low is not None and high is not None and low >= high:
        return False
    inside = _inside(low, high)
    if not strict:
        p = _odd_part(p)
    if value(p, inside) <= 0:
        return False
    chain = sturm_chain(_square_free(p))
    inner = _changes(chain, low, -1) - _changes(chain, high, 1)
    if high is not None and value(p, high) == 0:
        inner -= 1
    ends = [(low, low_open), (high, high_open)]
    return inner == 0 and not (strict and any(e is not None and not o and value(p, e) <= 0 for e, o in ends))


def _inside(low: Fraction | None, high: Fraction | None) -> Fraction:
    if low is None:
        return Fraction(0) if high is None else high - 1
    return low + 1 if high is None else (low + high) / 2


def value(p: Dense, x: Fraction) -> Fraction:
    """p(x)."""
    total = Fraction(0)
    for c in reversed(p):
        total = total * x + c
    return total


def sturm_chain(p: Dense) -> list[Dense]:
    """p, p', and the negated remainders."""
    chain = [_trimmed(p), derivative(p)]
    while chain[-1]:
        chain.append([-c for c in remainder(chain[-2], chain[-1])])
    return chain[:-1]


def derivative(p: Dense) -> Dense:
    """p'."""
    return _trimmed([k * c for k, c in enumerate(p)][1:])


def remainder(p: Dense, q: Dense) -> Dense:
    """The remainder of p divided by q."""
    return divided(p, q)[1]


def divided(p: Dense, q: Dense) -> tuple[Dense, Dense]:
    """Quotient and remainder."""
    rest, quotient = _trimmed(p), [Fraction(0)] * max(0, len(p) - len(q) + 1)
    while len(rest) >= len(q):
        k, c = len(rest) - len(q), rest[-1] / q[-1]
        quotient[k] = c
        rest = _trimmed([a - (c * q[i - k] if i >= k else 0) for i, a in enumerate(rest)][:-1])
    return _trimmed(quotient), rest


def _trimmed(p: Dense) -> Dense:
    p = list(p)
    while p and p[-1] == 0:
        p.pop()
    return p


def _odd_part(p: Dense) -> Dense:
    """The product of the factors of odd multiplicity: the same sign wherever p does not vanish (YUN 1976)."""
    p = _trimmed(p)
    result: Dense = [Fraction(1) if p[-1] > 0 else Fraction(-1)]
    monic = [c / p[-1] for c in p]
    if len(monic) == 1:
        return result
    common = _gcd(monic, derivative(monic))
    level, radical = 1, divided(monic, common)[0]
    while len(radical) > 1:
        shared = _gcd(radical, common)
        if level % 2:
            result = _product(result, divided(radical, shared)[0])
        radical, common, level = shared, divided(common, shared)[0], level + 1
    return result


def _square_free(p: Dense) -> Dense:
    """The polynomial with the same roots, each simple."""
    p = _trimmed(p)
    return divided(p, _gcd(p, derivative(p)))[0] if len(p) > 1 else p


def _gcd(p: Dense, q: Dense) -> Dense:
    while q:
        p, q = q, remainder(p, q)
    return [c / p[-1] for c in p]


def _product(p: Dense, q: Dense) -> Dense:
    found = [Fraction(0)] * (len(p) + len(q) - 1)
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            found[i + j] += a * b
    return found


def _changes(chain: list[Dense], x: Fraction | None, side: int) -> int:
    """Sign changes of the chain at x, or at an infinite end."""
    signs = []
    for p in chain:
        v = value(p, x) if x is not None else p[-1] * (side if len(p) % 2 == 0 else 1)
        if v:
            signs.append(v > 0)
    return sum(a != b for a, b in zip(signs, signs[1:], strict=False))
