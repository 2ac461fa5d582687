"""The pages, and who is led to which."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from desk.people.account import Act
from views import about, brief, coverage, document, news, search, sign_in_with
from views.desk import draft, home, not_found, people, sheet, trail, vocabularies
from views.frame import open_frame
from views.providers import PATH
from views.who import signed_in


@dataclass(frozen=True, slots=True)
class DeskPage:
    """
    A page for those who work at the desk.

    :param show: draws it.
    :param title: in the navigation.
    :param path: its address.
    :param act: what one must be allowed to do to be led there.
    :param listed: whether the navigation leads there, or only other pages do.
    """

    show: Callable[[], None]
    title: str
    path: str
    act: Act
    listed: bool = True


# In the order of the navigation. Each page asks by itself again who looks at it.
DESK_PAGES = (
    DeskPage(home.show, "Desk", "desk", "draft"),
    DeskPage(draft.show, "Draft", "draft", "draft", listed=False),
    DeskPage(vocabularies.show, "Vocabularies", "vocabularies", "curate"),
    DeskPage(sheet.show, "Spreadsheet", "spreadsheet", "curate"),
    DeskPage(not_found.show, "To look for", "to-look-for", "curate"),
    DeskPage(trail.show, "Trail", "trail", "curate"),
    DeskPage(people.show, "People", "people", "administer"),
)


def show_page_asked_for() -> None:
    """Draw the frame and the page of the address."""
    account = signed_in()
    open_frame()
    pages = [
        st.Page(search.show, title="Search", url_path="search", default=True),
        st.Page(document.show, title="Documents", url_path="document"),
        st.Page(news.show, title="New", url_path="news"),
        st.Page(coverage.show, title="Coverage", url_path="coverage"),
        st.Page(brief.show, title="Brief", url_path="brief"),
        st.Page(about.show, title="About", url_path="about"),
        st.Page(sign_in_with.show, title="Sign in", url_path=PATH, visibility="hidden"),
    ]
    ours = [page for page in DESK_PAGES if page.listed and account is not None and account.may(page.act)]
    # Who may not come in is led there by nothing, and is told why at an address that a colleague sent.
    others = [
        st.Page(page.show, title=page.title, url_path=page.path, visibility="hidden")
        for page in DESK_PAGES
        if page not in ours
    ]
    desk = [st.Page(page.show, title=page.title, url_path=page.path) for page in ours]
    st.navigation({"": [*pages, *others], "Desk": desk}, position="top").run()
    brief.keep()
