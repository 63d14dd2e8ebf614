"""Plumbing that knows nothing about safety: settings, database, problems, clock, ids, broadcast, observability."""
