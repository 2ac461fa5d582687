"""Pages for those who work at the desk."""
