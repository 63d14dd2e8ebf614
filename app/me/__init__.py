"""What my phone shows first: who I am, what I chose, what is open."""
