"""Walks that other apps recorded: live from a phone with its screen locked, or later as a file."""
