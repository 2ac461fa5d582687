"""The clearinghouse in the browser: `streamlit run app.py`."""

import streamlit as st

from views import about, brief, coverage, document, news, search
from views.frame import open_frame

open_frame()
st.navigation(
    [
        st.Page(search.show, title="Search", url_path="search", default=True),
        st.Page(document.show, title="Documents", url_path="document"),
        st.Page(news.show, title="New", url_path="news"),
        st.Page(coverage.show, title="Coverage", url_path="coverage"),
        st.Page(brief.show, title="Brief", url_path="brief"),
        st.Page(about.show, title="About", url_path="about"),
    ],
    position="top",
).run()
brief.keep()
