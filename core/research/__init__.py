"""Backtest, validation, metrics, strategies, scorecards and the paper gate.

Empty until the research lab moves in. Reads snapshots through ports, never trades; may import pipeline and below.
"""
