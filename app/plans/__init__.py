"""When somebody living alone promised to check in, and what happens when they do not."""
