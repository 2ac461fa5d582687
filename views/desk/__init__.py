"""The curator's desk in the browser: one module a page or a part of one; none holds a rule of its own."""
