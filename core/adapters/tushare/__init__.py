"""The Tushare wire protocol: client, limits, errors, units, and the circuit breaker around it."""
