"""Tables: a list of columns and a sheet of values in, a table out that sorts, filters and exports by value.

`column.py` (Column, Kind), `shown.py`, `reading.py`, `filtering.py` and `export.py` know no Qt, so that a panel's state
may use them; `table.py` has the widget, DataTable. Knows no screen.
"""
