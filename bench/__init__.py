"""The figures the product is held to: each against a peer or a limit, in one run on one machine."""
