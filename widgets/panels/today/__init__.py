"""Today: the day as a timeline of its jobs, with the morning checklist, what was said, and what may be started."""
