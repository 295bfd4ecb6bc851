"""The migrations in order; revision ids are four digits, so that text order is their order."""
