"""From factor expressions to values: plans over date × symbol grids, run by numba kernels a tile at a time.

Nothing here knows a factor by name, a file or a home. The kernels are compiled on first use and kept in the folder that
NUMBA_CACHE_DIR names; importing this package compiles nothing.
"""
