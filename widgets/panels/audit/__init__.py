"""Audit: search events and runs, follow an order back to the source, replay a run, verify and export the records."""
