"""Work on the vocabularies: propose, rename, merge and retire terms; what bears them follows."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from corpus.settings import settings
from corpus.skos import read_proposals
from corpus.vocabulary import Vocabulary, VocabularyError, vocabularies
from desk.database import DeskError
from desk.taxonomy import Taxonomy, TaxonomyDone
from views.address import SearchAddress
from views.desk.opened import open_desk, say
from views.engine import open_engine
from views.frame import close_frame, title
from views.html import anchor, escape
from views.labels import counted

_SCHEME = "vocabulary"


def show() -> None:
    """Draw one vocabulary and what can be done to its terms."""
    desk, account = open_desk("curate")
    title("Vocabularies", "The terms that documents and passages are tagged by. Each change can be undone on the desk.")
    schemes = {scheme: held.title for scheme, held in vocabularies().items()}
    asked = st.query_params.get(_SCHEME, "sector")
    st.session_state["scheme"] = asked if asked in schemes else "sector"
    st.selectbox("Vocabulary", list(schemes), format_func=schemes.__getitem__, key="scheme", on_change=_follow)
    scheme = st.session_state["scheme"]
    if done := st.session_state.pop("taxonomy-done", ""):
        st.html(f'<p class="notice done" role="status">{escape(done)}</p>')
    if fault := st.session_state.pop("taxonomy-fault", None):
        say(fault)
    vocabulary, taxonomy = vocabularies()[scheme], Taxonomy(desk, account)
    _show_work(taxonomy, vocabulary)
    _show_proposed(taxonomy, vocabulary)
    _show_terms(vocabulary)
    close_frame()


def _follow() -> None:
    st.query_params[_SCHEME] = st.session_state["scheme"]


def _show_terms(vocabulary: Vocabulary) -> None:
    counts = open_engine().search.store.count_by(fields=[vocabulary.scheme])[vocabulary.scheme]
    rows = "".join(
        f"<tr><td>{'— ' * len(vocabulary.above(term.id))}"
        f"{anchor(SearchAddress(filters={vocabulary.scheme: (term.id,)}).link(), term.label)}"
        f"{' <span class=said>retired</span>' if term.status == 'retired' else ''}</td>"
        f"<td>{escape(', '.join(term.names[1:]))}</td><td>{escape(term.definition)}</td>"
        f'<td class="number">{counts.get(term.id, 0):,}</td></tr>'
        for term in vocabulary.terms
    )
    st.html(
        f"<h2>{escape(vocabulary.title)}, {counted(len(vocabulary.terms), 'term')}</h2>"
        '<div class="wide"><table class="beside"><thead><tr><th>Term</th><th>Other names</th><th>Definition</th>'
        f"<th>Passages</th></tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _show_work(taxonomy: Taxonomy, vocabulary: Vocabulary) -> None:
    scheme = vocabulary.scheme
    current = [term.id for term in vocabulary.terms if term.status == "current"]
    names = {term.id: term.label for term in vocabulary.terms}
    with st.container(horizontal=True, gap="small"):
        with st.popover("Rename"):
            term = st.selectbox("Term", current, format_func=names.__getitem__, key="rename-term")
            st.text_input("New name", key="rename-label")
            language = st.radio("In", ("en", "km"), horizontal=True, key="rename-language")
            st.html('<p class="facts">The old name stays, as another name.</p>')
            _buttons(
                "rename", lambda only: taxonomy.rename(scheme, term, _written("rename-label"), language, try_only=only)
            )
        with st.popover("Merge"):
            goes = st.selectbox("This term goes", current, format_func=names.__getitem__, key="merge-term")
            stays = st.selectbox(
                "Into this one",
                [each for each in current if each != goes],
                format_func=names.__getitem__,
                key="merge-into",
            )
            _buttons("merge", lambda only: taxonomy.merge(scheme, goes, stays, try_only=only), ready=bool(stays))
        with st.popover("Retire"):
            old = st.selectbox("Term", current, format_func=names.__getitem__, key="retire-term")
            instead = st.selectbox(
                "Use instead",
                [each for each in current if each != old],
                None,
                format_func=names.__getitem__,
                key="retire-for",
            )
            _buttons("retire", lambda only: taxonomy.retire(scheme, old, replaced_by=instead or "", try_only=only))
        with st.popover("Propose"):
            st.text_input("Name", key="propose-name")
            st.text_area("Definition", key="propose-definition")
            broader = st.selectbox("Below", current, None, format_func=names.__getitem__, key="propose-broader")
            _buttons("propose", lambda only: taxonomy.propose(scheme, _proposed(broader or ""), try_only=only))


def _written(key: str) -> str:
    """What stands in a field now: when the button was drawn it may have been empty."""
    words = str(st.session_state[key]).strip()
    if not words:
        raise DeskError("Write the name first.")
    return words


def _proposed(broader: str) -> dict[str, Any]:
    return {
        "prefLabel": {"en": _written("propose-name")},
        "definition": st.session_state["propose-definition"],
        "broader": broader,
    }


def _buttons(name: str, act: Callable[[bool], TaxonomyDone], *, ready: bool = True) -> None:
    """First see what it would do, then do it."""
    with st.container(horizontal=True):
        st.button("See what follows", key=f"{name}-try", disabled=not ready, on_click=_do, args=(act, True))
        st.button("Do it", key=f"{name}-do", type="primary", disabled=not ready, on_click=_do, args=(act, False))


def _do(act: Callable[[bool], TaxonomyDone], only: bool) -> None:
    try:
        with st.spinner("Changing the vocabulary, the records and the index…"):
            done = act(only)
        st.session_state["taxonomy-done"] = f"{done.said} Nothing was changed yet." if only else done.said
    except (DeskError, VocabularyError) as error:
        st.session_state["taxonomy-fault"] = error


def _show_proposed(taxonomy: Taxonomy, vocabulary: Vocabulary) -> None:
    proposed = read_proposals(vocabulary.scheme, settings().taxonomy_dir)["new"]
    if not proposed:
        return
    st.html("<h2>Proposed</h2>")
    for term in proposed:
        with st.container(horizontal=True, vertical_alignment="center", key=f"proposed-{term['id']}"):
            st.html(
                f"<p><b>{escape(term['prefLabel']['en'])}</b> {escape(term.get('definition', ''))} "
                f'<span class="said">by {escape(term.get("proposed_by", "a file"))}</span></p>'
            )
            st.button(
                "Accept",
                key=f"accept-{term['id']}",
                on_click=_do,
                args=(lambda only, term=term: taxonomy.accept(vocabulary.scheme, [term["id"]], try_only=only), False),
            )
