"""The coordinator's live picture: read-only, resumable."""
