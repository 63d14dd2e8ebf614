"""Somebody is missing: who walks right now is asked to keep their eyes open, for some hours, without a picture."""
