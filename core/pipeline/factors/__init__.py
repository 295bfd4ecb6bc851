"""Factors over date × symbol panels, and the table that names them."""
