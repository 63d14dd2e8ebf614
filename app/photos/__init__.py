"""Photos of what somebody saw: made small, stripped of everything but the picture."""
