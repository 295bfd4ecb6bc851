"""Image templates, tasks, stories and the quota ledger.

Empty until the image studio moves in. May import pipeline and below; knows no network, only ports.
"""
