"""What is new since a day: documents by P with their passages, to be read, mailed and followed."""

from search.news.as_atom import as_atom, public_feed
from search.news.as_eml import as_eml
from search.news.as_html import as_html
from search.news.as_json import as_json
from search.news.as_text import as_text
from search.news.collect import NOT_YET_TAGGED, Ended, NewItem, News, Quote, latest, news
from search.news.wording import counted, replaced

__all__ = [
    "NOT_YET_TAGGED",
    "Ended",
    "NewItem",
    "News",
    "Quote",
    "as_atom",
    "as_eml",
    "as_html",
    "as_json",
    "as_text",
    "counted",
    "latest",
    "news",
    "public_feed",
    "replaced",
]
