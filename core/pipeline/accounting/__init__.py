"""Journal entries for everything that moves cash or shares: opening, settlement, trades, dividends, adoptions.

Pure functions from what happened to balanced entries; the books post them. Money is fen, costs exclude fees.
Whoever posts must drop refs that are already posted before handing lots in, so that a resumed job repeats nothing.
"""
