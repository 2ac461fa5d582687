"""The clearinghouse in the browser: `streamlit run app.py`."""

from pathlib import Path

import streamlit as st

from views.web.routes import ROUTES

app = st.App(Path(__file__).parent / "views" / "script" / "pages.py", routes=ROUTES)
