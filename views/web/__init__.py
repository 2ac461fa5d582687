"""Pages that Streamlit cannot make: forms that set a cookie, and files at an address of their own."""
