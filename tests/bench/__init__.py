"""Benchmarks: each `bench_<name>.py` has `run() -> list[dict]`, a row a measurement, units in the column names."""
