"""The picture of a page of a draft, with what was found on it framed."""

import base64
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from search.page_picture import PagePicture, page_picture
from views.html import escape

Box = tuple[float, float, float, float]


def page_image(file: Path, number: int | None, words: Sequence[str] = (), boxes: Sequence[Box] = ()) -> None:
    """
    Draw a page; of a format without pages nothing.

    :param file: the file.
    :param number: the page's, counted from 1.
    :param words: what is framed wherever it stands.
    :param boxes: parts of the page that are framed, as shares of it.
    """
    if number is None or file.suffix.lower() != ".pdf":
        return
    try:
        picture = _draw(file, number, "")
        framed = [
            (box.x0 / picture.width, box.y0 / picture.height, box.x1 / picture.width, box.y1 / picture.height)
            for each in words
            for box in _draw(file, number, each).boxes
        ]
    except (OSError, LookupError, ValueError, RuntimeError) as error:
        st.html(f'<p class="notice">The page cannot be drawn: {escape(error)}.</p>')
        return
    data = base64.b64encode(picture.png).decode("ascii")
    frames = "".join(
        f'<i style="left:{left:.2%};top:{top:.2%};width:{right - left:.2%};height:{bottom - top:.2%}"></i>'
        for left, top, right, bottom in [*framed, *boxes]
    )
    st.html(
        f'<div class="framed"><img class="page-picture" alt="Picture of page {number}" width="{picture.width}" '
        f'height="{picture.height}" src="data:image/png;base64,{data}">{frames}</div>'
    )


@st.cache_data(max_entries=128, show_spinner="Drawing the page…")
def _draw(file: Path, number: int, quote: str) -> PagePicture:
    return page_picture(file, number, quote)
