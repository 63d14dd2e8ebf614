"""Walks: when somebody set out, where the walk went, how it ended."""
