"""A made-up neighbourhood to try everything with: Geumchon 1-dong, drawn by this project, and invented people."""
