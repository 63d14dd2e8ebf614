"""The dogs that walk along."""
