"""Volunteer hours: what counts, a month's statement, and a certificate to hold in the hand."""
