"""Walking together: somebody proposes a time and a place, neighbours join, and who walked with whom is kept only as they wish."""
