"""A page's words as the detectors read them."""
