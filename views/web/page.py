"""A plain page with the look of the app: no script, nothing from elsewhere, and headers that hold it to that."""

import base64
import hashlib
from functools import lru_cache
from pathlib import Path

import streamlit
from starlette.responses import HTMLResponse

from corpus.settings import settings
from views.frame import NAME
from views.html import escape

_HERE = Path(__file__).parent
_MEDIA = Path(streamlit.__file__).parent / "static" / "static" / "media"


def page(title: str, body: str, status: int = 200) -> HTMLResponse:
    """
    A page as a response.

    :param title: its heading and its name in the browser, escaped here.
    :param body: HTML whose texts are escaped.
    :param status: of HTTP.
    :returns: the response.
    """
    style = _style()
    content = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} · {escape(NAME)}</title>"
        f'<link rel="icon" href="{_data("icon.png", "image/png")}"><style>{style}</style></head><body>'
        f'<header><a href="/"><img src="{_data("logo.svg", "image/svg+xml")}" alt="{escape(NAME)}"></a></header>'
        f"<main><h1>{escape(title)}</h1>{body}</main>"
        f'<footer>Kept by {escape(settings().owner)} · <a href="/">to the search</a></footer></body></html>'
    )
    return HTMLResponse(content, status, headers=_headers(style))


def _headers(style: str) -> dict[str, str]:
    proof = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{proof}'; img-src data:; font-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    }


@lru_cache
def _style() -> str:
    """With the letters of the app, where Streamlit has them under the name we know."""
    style = (_HERE / "style.css").read_text(encoding="utf-8")
    font = next(iter(_MEDIA.glob("SourceSansVF-Upright*.woff2")), None)
    if font is None:
        return style
    face = f'font-family: "Source Sans"; src: url("/static/media/{font.name}"); font-weight: 200 900'
    return f"@font-face {{ {face} }}\n{style}"


@lru_cache
def _data(name: str, kind: str) -> str:
    data = base64.b64encode((_HERE.parent / name).read_bytes()).decode()
    return f"data:{kind};base64,{data}"
