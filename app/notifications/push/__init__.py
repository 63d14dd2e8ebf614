"""Web Push: keys, encryption, addresses and sending."""
