"""The search page, its suggestions, and keeping the index in step with what readers see."""
