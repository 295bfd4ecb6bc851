"""Reconciliation: four statements side by side, breaks, and what a person decides about them."""
