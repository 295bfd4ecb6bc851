"""Random choices that depend on nothing but a seed and what they are for, so that order of asking changes nothing."""

from random import Random


def rng(seed: int, *what: object) -> Random:
    """Return a generator for one purpose."""
    return Random(":".join(map(str, (seed, *what))))  # noqa: S311 - a simulation, nothing secret
