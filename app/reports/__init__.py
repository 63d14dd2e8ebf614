"""What people report to the desk, what became of it, and telling them."""
