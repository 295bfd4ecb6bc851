"""The screen of alarms."""
