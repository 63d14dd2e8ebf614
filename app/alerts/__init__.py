"""Something is wrong: who is told in which wave, who comes, and how it ends."""
