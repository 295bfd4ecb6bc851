"""Backtest, validation, metrics, strategies, scorecards and the paper gate.

So far the analytics of factors' information coefficients, their tear sheet and the leak lab. Reads snapshots through
ports, never trades; may import pipeline and below.
"""
