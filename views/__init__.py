"""The pages in the browser: one module a page, and beside them what pages share."""
