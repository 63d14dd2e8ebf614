"""Where things are: cells, distances, tracks and the trimming of their ends; pure, knows nobody."""
