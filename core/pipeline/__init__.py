"""Pure stages, frame in, frame out: adapt, universe, factors, preprocess, scores, portfolio, orders, accounting.

No ports, no events, no clock, no files: what a stage needs is handed to it. May import settings and domain.
"""
