"""The Tushare wire protocol: client, limits, errors, units, and the circuit breaker around it.

`modes.build_market` gives the source a setting names; `decode.decode` turns rows with Tushare's names and units, from
wherever they come, into canonical frames. Nothing here stores data or decides when to ask.
"""
