"""Safe or concern: what somebody says about themselves or about the street."""
