"""Who you are: members, sign-in, devices, consents, and who looked at your address."""
