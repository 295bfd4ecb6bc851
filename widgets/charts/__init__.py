"""Charts: named arrays in, a picture out that is read by a crosshair, zoomed, and saved as picture or figures.

`series.py` (Series), `ticks.py`, `numbers.py` and `export.py` know no Qt; `line.py` (LineChart, DrawdownChart),
`bars.py` (BarChart, Histogram) and `heat.py` (HeatMap) have the widgets. A chart is made once and fed again: pyqtgraph
never gives back all that a plot took. Knows no screen.
"""
