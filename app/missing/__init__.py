"""Somebody is missing: who walks right now is asked to keep their eyes open, for an hour, without a picture."""
