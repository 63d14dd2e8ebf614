"""Where you belong: boundary, policy, roles, codes handed out, and where somebody can be matched."""
