"""Whom to talk to: bodies, their mandate, and the passage that shows what they do here."""

from collections.abc import Sequence

import streamlit as st

from search.cite import Citation
from search.coverage import BodyBehind
from views.address import DocumentAddress
from views.badges import four_p_badges
from views.html import anchor, escape
from views.labels import counted
from views.table_export import Rows
from views.value_address import value_address


def show_bodies(bodies: Sequence[BodyBehind], topic: str = "") -> None:
    """
    Draw the bodies.

    :param bodies: those behind what is held on the topic, the surest first.
    :param topic: what they were counted for; empty for all that is held.
    """
    if not bodies:
        st.html('<p class="notice">No body of the vocabulary stands behind these documents.</p>')
        return
    st.html(
        '<p class="facts">Bodies that these documents name or come from. Their mandate is as the vocabulary has it, '
        f'with its source.</p><ul class="bodies">{"".join(_item(behind, topic) for behind in bodies)}</ul>'
    )


def _item(behind: BodyBehind, topic: str) -> str:
    body = behind.body
    link = value_address(topic, ("body", body.id)).link()
    number = counted(behind.documents, "document")
    sure = f", {behind.confirmed:,} of them by a person's word" if behind.confirmed else ", by suggestion"
    source = f' <span class="facts">Source: {escape(body.source)}.</span>' if body.source else ""
    return (
        f"<li><h3>{escape(body.label)}</h3><p>{escape(body.definition)}{source}</p>"
        f'<p class="facts"><span>{anchor(link, number)}{sure}</span>'
        f"{four_p_badges(body.works_on, confirmed=body.works_on)}</p>"
        f"{_shown_by(behind)}</li>"
    )


def _shown_by(behind: BodyBehind) -> str:
    if behind.passage is None:
        return ""
    meta = behind.passage.meta
    link = DocumentAddress(meta["document"], file=meta.get("file", ""), passage=behind.passage.id).link()
    return f'<p class="citation">{anchor(link, Citation(behind.passage).text())}</p>'


def body_rows(bodies: Sequence[BodyBehind]) -> Rows:
    """
    The bodies, to be taken away.

    :param bodies: in order.
    :returns: rows, the first the heads of the columns.
    """
    return [
        ["body", "mandate", "documents", "confirmed", "shown by"],
        *(
            [
                behind.body.label,
                behind.body.definition,
                behind.documents,
                behind.confirmed,
                Citation(behind.passage).text() if behind.passage else "",
            ]
            for behind in bodies
        ),
    ]
