"""Compute jobs, the machine plan and the GPU-hour usage ledger.

Empty until GPU servers are connected. May import pipeline and below; knows no network, only ports.
"""
