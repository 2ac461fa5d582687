"""Charts as values: each function takes numbers and gives an Altair chart; none reads data or draws on a page."""
