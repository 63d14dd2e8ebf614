"""Reaching a person: subscriptions, deliveries and the words on a lock screen."""
