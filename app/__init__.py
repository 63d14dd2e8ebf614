"""Modu Patrol · 모두의 순찰대: neighbours keep each other safe on walks they take anyway."""

__version__ = "0.1.0"
