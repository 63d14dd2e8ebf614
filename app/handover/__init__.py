"""The card somebody reads out when they call 112 or 119 about an alert."""
