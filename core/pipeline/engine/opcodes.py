"""The machine's instruction set: what one step does to tiles, shared by the planner and the kernels.

An instruction is one row of integers, `WIDTH` long: opcode, which runs of tile rows to compute, outputs, inputs, the
rows each input lags, and two integers of its own (a window and where it starts). Four plain numbers stand beside it.
"""

OP, RUN, RUNS, OUT, IN, LAG, WINDOW, FROM = 0, 1, 2, 3, 7, 19, 31, 32
WIDTH = 33
MAX_OUT, MAX_IN, MAX_CONSTANTS = 4, 12, 4

LANES = 16
"""Names that are worked on as one vector: a whole cache line of float32 results. Tiles are a few of them wide."""

LOAD, LOAD_MIDDLE, FILL, STORE, STORE_MIDDLE, QUANTILES, RANK_COUNT = range(7)

CELL_1 = 10
NEG, ABS, SIGN, LOG, SQRT, EXP, SEEN, ZEROED, FILLED = range(CELL_1, CELL_1 + 9)

CELL_2 = 20
ADD, SUB, MUL, DIV, POW, MAXIMUM, MINIMUM = range(CELL_2, CELL_2 + 7)

LOGIC = 30
GT, GE, LT, LE, EQ, BOTH, EITHER, WHERE, JOINT = range(LOGIC, LOGIC + 9)

JOIN = 40
JOIN_SUM, JOIN_MAX, JOIN_MIN, JOIN_PRODUCT, JOIN_LAST = range(JOIN, JOIN + 5)
JOIN_SHIFTED, JOIN_ARGMAX, JOIN_ARGMIN, JOIN_SPREAD, JOIN_SPREADS = range(JOIN + 5, JOIN + 10)

FINISH = 50
GUARD, MEAN, VARIANCE, CORRELATION, COVARIANCE, PLACE, RANK_SHARE, DECAY = range(FINISH, FINISH + 8)

TREND = 60
SLOPE, RSQUARE, RESIDUAL = range(TREND, TREND + 3)
