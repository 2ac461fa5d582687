"""From a draft to a published document, and back: one transaction over record, files, passages and vectors."""
