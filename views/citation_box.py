"""To take a citation away: to copy it, or to download it for a reference manager."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from search.cite import Citation, as_csl_json
from views.who import while_allowed


@dataclass(frozen=True, slots=True)
class Format:
    """
    A format of citations.

    :param label: what it is called.
    :param suffix: of its files.
    :param mime: its media type.
    :param encoding: of its files.
    """

    label: str
    suffix: str
    mime: str
    encoding: str = "utf-8"


RIS = Format("RIS", "ris", "application/x-research-info-systems")
BIBTEX = Format("BibTeX", "bib", "application/x-bibtex")
CSL_JSON = Format("CSL-JSON", "json", "application/vnd.citationstyles.csl+json")
# With a byte order mark, without which Excel takes Khmer for Latin.
CSV = Format("CSV", "csv", "text/csv", "utf-8-sig")


def download(format_: Format, name: str, make: Callable[[], str], key: str) -> None:
    """
    A button that makes its file only when it is pressed.

    :param format_: of the file.
    :param name: of the file, without suffix.
    :param make: makes its text.
    :param key: of the button, once on a page.
    """
    st.download_button(
        format_.label,
        data=while_allowed(lambda: make().encode(format_.encoding)),
        file_name=f"{name}.{format_.suffix}",
        mime=format_.mime,
        key=key,
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


def show_citation_box(citation: Citation, quote: str, key: str) -> None:
    """
    A small box with a passage's citation and words, to be copied or downloaded.

    :param citation: of the passage.
    :param quote: its words; empty shows the citation alone.
    :param key: of the box, once on a page.
    """
    with st.popover("Cite", type="tertiary", icon=":material/content_copy:", key=key):
        st.html('<p class="facts">Citation</p>')
        st.code(citation.text(), language=None, wrap_lines=True)
        if quote:
            st.html('<p class="facts">Words and citation</p>')
            st.code(f"“{quote}”\n\n{citation.text()}", language=None, wrap_lines=True, height=180)
        show_formats(citation, key)


def show_formats(citation: Citation, key: str) -> None:
    """
    The citation's downloads, side by side.

    :param citation: what is cited.
    :param key: in front of the buttons' keys.
    """
    with st.container(horizontal=True, gap="small"):
        download(RIS, "citation", citation.ris, f"{key}-ris")
        download(BIBTEX, "citation", citation.bibtex, f"{key}-bib")
        download(CSL_JSON, "citation", lambda: as_csl_json([citation]), f"{key}-csl")
