"""
What Streamlit runs at every click. It stands in a folder of its own, for Streamlit looks for modules there first: in
`views/`, our pages would be taken for the rooms and the libraries of the same names.
"""

from views.navigation import show_page_asked_for

show_page_asked_for()
