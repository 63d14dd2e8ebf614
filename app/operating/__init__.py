"""What an operator does from the command line: run it, look after it, begin a neighbourhood."""
