"""Reaching the desk where no push does: channels outside the app, told when nobody answers."""
