"""What one sees before asking: what is held, and how one might begin."""

from collections import Counter

import streamlit as st

from corpus.record import FOUR_P
from index import PassageStore
from search.standing import OUTDATED, STILL_STANDING
from views.address import DocumentAddress, SearchAddress
from views.badges import four_p_badge
from views.html import anchor, escape
from views.labels import counted, value_label

_NEWEST = 5
EXAMPLES = (
    "What help must victims be given while they are in the country?",
    "How are brokers who recruit workers abroad to be licensed?",
    "Who may return a child to Cambodia, and how?",
    '"debt bondage"',
    "punishment for selling a person year:2005..2010",
)


def show_welcome(store: PassageStore) -> None:
    """
    Draw what is held and some questions, all as links.

    :param store: the passages the audience may see.
    """
    # Of what the links open, which leave out what stands no longer.
    passages = store.count_by(STILL_STANDING, ["four_p"])["four_p"]
    records = [record for record in store.records() if record.files and record.status not in OUTDATED]
    types = Counter(record.type for record in records)
    questions = "".join(f"<li>{anchor(SearchAddress(query=question).link(), question)}</li>" for question in EXAMPLES)
    ps = "".join(
        f'<li><a href="{escape(SearchAddress(filters={"four_p": (name,)}).link())}">{four_p_badge(name)}</a>'
        f"<span>{counted(passages.get(name, 0), 'passage')}</span></li>"
        for name in FOUR_P
    )
    kinds = "".join(
        f"<li>{anchor(SearchAddress(filters={'type': (name,)}).link(), value_label('type', name))}"
        f"<span>{counted(number, 'document')}</span></li>"
        for name, number in types.most_common()
    )
    newest = sorted(records, key=lambda record: record.date, reverse=True)[:_NEWEST]
    latest = "".join(
        f"<li>{anchor(DocumentAddress(record.identifier).link(), record.title)}"
        f"<span>{escape(record.date[:4])}</span></li>"
        for record in newest
    )
    st.html(
        '<div class="welcome">'
        f'<section><h2>Ask, for example</h2><ul class="questions">{questions}</ul>'
        f'<h2>The newest documents</h2><ul class="held">{latest}</ul></section>'
        f'<section><h2>By the four Ps</h2><ul class="held">{ps}</ul></section>'
        f'<section><h2>By type</h2><ul class="held">{kinds}</ul>'
        '<p class="facts"><a href="document">All documents</a></p></section></div>'
    )
