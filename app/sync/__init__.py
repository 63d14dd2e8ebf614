"""A phone's offline batch: each item once, none lost, none blocking the rest."""
