"""The desk's nouns: symbols, money, dates, rules, orders, verdicts, lots, errors.

Standard library only, no input or output, no clock. Everything else may import it; it imports nothing of ours.
Prices are integer 厘 (0.001 yuan), money integer fen (0.01 yuan), quantities integer shares; floats are for scores.
"""
