"""Tests of the list on paper."""
