"""The about page: what is held, when it was built and by which model, how to cite, and what is not kept."""

import streamlit as st

from corpus.settings import settings
from index import PassageStore
from views.engine import open_engine
from views.frame import NAME, close_frame, title
from views.html import escape
from views.labels import counted, value_label


def show() -> None:
    """Draw the page."""
    store = open_engine().search.store
    title("About this clearinghouse", escape(f"{NAME}, kept by {settings().owner}"))
    st.html(f'<div class="prose">{_purpose()}{_held(store)}{_built(store)}{_citing()}{_privacy()}{_licences()}</div>')
    close_frame()


def _purpose() -> str:
    contact = settings().contact
    reach = f"<p>To correct, add or withdraw a document: {escape(contact)}.</p>" if contact else ""
    return (
        "<section><h2>What it is</h2><p>One place where everyone who works against human trafficking in Cambodia finds "
        "what is already known, with a citation to stand on: the document, the article or section, the page as printed "
        "and in the PDF, and the exact words.</p><p>A <b>digest</b> is our own description of an instrument; an "
        "<b>official text</b> is its own words. They are told apart wherever they are shown. A tag marked "
        f"<i>suggested</i> was chosen by a program and not yet checked by a person.</p>{reach}</section>"
    )


def _held(store: PassageStore) -> str:
    info = store.info()
    counts = store.count_by(fields=["type", "text_kind"])
    read = info["pages_read"]
    rows = [
        ("Documents", f'<a href="document">{info["documents"]:,}</a>'),
        ("Known, not held", f'<a href="document#known">{info["known"]:,}</a>'),
        ("Passages", f"{info['passages']:,}"),
        ("Pages", f"{info['pages']:,}"),
        ("Pages read well", f"{read.get('well', 0):,}"),
        ("Pages read poorly", f"{read.get('poorly', 0):,}"),
        ("Pages not read", f"{read.get('not at all', 0):,}"),
        *(
            (f"Passages of {value_label('text_kind', kind).lower()}", f"{n:,}")
            for kind, n in counts["text_kind"].items()
        ),
    ]
    return f"<section><h2>What is held</h2>{_table(rows)}</section>"


def _built(store: PassageStore) -> str:
    info = store.info()
    model = escape(info["model"] or "not named") + (
        f", revision {escape(info['model_revision'])}" if info["model_revision"] else ""
    )
    built = escape((info["built_at"] or "").replace("T", " ")[:16]) or "not known"
    rows = [
        ("Last changed", f"{built} UTC" if info["built_at"] else built),
        ("Revision", f"{info['revision']:,}"),
        ("Language model", f"{model}, {counted(info['embedding_dim'], 'dimension')}"),
    ]
    return (
        f"<section><h2>How it was built</h2>{_table(rows)}<p>The model runs on this machine. It finds passages and "
        "suggests the four Ps; it writes nothing that is shown here.</p></section>"
    )


def _citing() -> str:
    return (
        "<section><h2>How to cite</h2><p>Under each passage stands its citation; “Cite” copies it or hands it to a "
        "reference manager as RIS, BibTeX or CSL-JSON. Cite the document, not the clearinghouse, and check a digest "
        "against the official text that its record names. The address of any page opens the same page again and can be "
        "sent to a colleague.</p></section>"
    )


def _privacy() -> str:
    return (
        "<section><h2>Privacy, and doing no harm</h2><p>Questions are answered and forgotten: none is stored, and none "
        "is tied to a person. A question does stand in the address of its page, and so in the history of the "
        "browser; so does a brief, with the words written into it, and the tab remembers it until it is closed. "
        "Reading needs no account. Whoever signs in gets one cookie, until the browser is closed, and what they search "
        "for is not tied to their account either. The page loads nothing from elsewhere and no part of it reports "
        "home.</p><p>Data about victims has no place here: only laws, agreements, plans, reports and our digests of "
        "them are held. If you find anything that could identify a victim, tell the owner, and it will be "
        "taken out.</p></section>"
    )


def _licences() -> str:
    return (
        "<section><h2>Rights</h2><p>Official texts stay under the rights that their record states. Digests may be "
        "quoted with their citation.</p></section>"
    )


def _table(rows: list[tuple[str, str]]) -> str:
    cells = "".join(f"<div><dt>{escape(name)}</dt><dd>{value}</dd></div>" for name, value in rows)
    return f'<dl class="card">{cells}</dl>'
