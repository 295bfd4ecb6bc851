"""The demo exchange: a seeded synthetic market, and a local server that speaks the Tushare protocol."""
