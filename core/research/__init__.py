"""Backtest, validation, metrics, strategies, scorecards and the paper gate.

So far the analytics of factors' information coefficients. Reads snapshots through ports, never trades; may import
pipeline and below.
"""
