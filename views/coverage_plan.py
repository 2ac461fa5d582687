"""The National Plan's programmes and components: what is held on each, how recent, and who leads."""

import streamlit as st

from corpus.vocabulary import Term, term_label, vocabularies
from search.coverage import Coverage
from views.badges import four_p_badges
from views.html import anchor, escape
from views.labels import counted
from views.value_address import row_address


def show_plan(table: Coverage) -> None:
    """
    Draw the plan.

    :param table: counted with the plan's components as rows.
    """
    vocabulary = vocabularies()["plan_component"]
    shown = [term for term in vocabulary.terms if term.id in table.row_values]
    programmes = "".join(
        f"<h3>{escape(programme.label)}</h3>"
        f'<div class="scroll"><table class="plan"><thead><tr><th scope="col">Component</th><th scope="col">Held</th>'
        f'<th scope="col">Newest</th><th scope="col">Leads</th><th scope="col">Approach</th></tr></thead><tbody>'
        f"{''.join(_row(table, component) for component in shown if component.broader == programme.id)}"
        "</tbody></table></div>"
        for programme in shown
        if not programme.broader
    )
    st.html(
        '<p class="facts">The second National Plan as the annex of the UN Joint Framework lists it: 5 programmes and '
        f"{sum(bool(term.broader) for term in vocabulary.terms)} components.</p>{programmes}"
    )


def _row(table: Coverage, component: Term) -> str:
    documents = table.row_documents.get(component.id, 0)
    newest = max((table.cell(component.id, column).newest or 0 for column in table.column_values), default=0)
    link = row_address(table, component.id).link()
    held = anchor(link, counted(documents, "document")) if documents else '<span class="none">none</span>'
    leads = ", ".join(term_label("body", body) for body in component.lead)
    approaches = ", ".join(term_label("approach", each) for each in component.approach)
    return (
        f'<tr><th scope="row">{escape(component.label)} {four_p_badges(component.four_p, component.four_p)}</th>'
        f"<td>{held}</td><td>{newest or ''}</td><td>{escape(leads)}</td><td>{escape(approaches)}</td></tr>"
    )
