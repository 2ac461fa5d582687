"""Do no harm: what was found in a draft, what a person decided of it, redacting, and erasing for good."""
