"""Holdings and cash: what is held, what it has brought, and where it lies."""
