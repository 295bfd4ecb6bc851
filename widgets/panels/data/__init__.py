"""Data: how whole and how old the stored market is, what the sources do, what the vendor and people changed."""
