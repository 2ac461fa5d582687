"""The record's form. What is filled in is kept at once; who else works on it overwrites nothing."""

from collections.abc import Sequence
from typing import Any, get_args

import streamlit as st

from corpus.record import FOUR_P, RELATIONS, DocumentType, Status, TextKind
from corpus.settings import Audience
from corpus.vocabulary import vocabularies
from desk.database import DeskError
from desk.drafts.check import Checked
from desk.drafts.draft import Draft, DraftFile
from desk.drafts.drafts import DraftChangedError, Drafts
from views.desk.opened import say, still_here
from views.html import escape
from views.labels import LANGUAGES, PLACES, field_label, value_label
from views.record_card import RELATION_LABELS

_AUDIENCES: dict[Audience, str] = {
    "public": "Public: everybody",
    "partners": "Partners: signed in as one",
    "restricted": "Restricted: curators, and those named for it",
}
_LINES = ("alternative",)
_CODES = {"language": LANGUAGES, "spatial": PLACES}
_LONG = ("note", "status_note", "rights")
_HELP = {
    "title": "The official title, as the document itself has it",
    "alternative": "Other titles, one a line; a Khmer title for one",
    "date": "YYYY, YYYY-MM or YYYY-MM-DD; leave it empty rather than guess",
    "date_note": "What the date is of: adopted, signed, promulgated; and doubts about it",
    "creator": "Who issued or wrote it",
    "source": "Where the official text is: an address, or words",
    "temporal": "The years it is about or runs for, as in 2006/2010",
    "status_note": "For what is withdrawn or amended: why, by what, since when",
    "identifier": "In addresses and citations; made of title and date where it is empty",
}


def show_describe(drafts: Drafts, draft: Draft, checked: Checked) -> None:
    """
    Draw the form.

    :param drafts: the account's.
    :param draft: the draft.
    :param checked: what is to be mended in it.
    """
    seen = f"seen-{draft.number}"
    conflicts: dict[str, Any] = st.session_state.get(f"conflicts-{draft.number}", {})
    _show_conflicts(drafts, draft, conflicts)
    if fault := st.session_state.pop("not-saved", None):
        say(fault)
    for fault in checked.faults:
        label = f"<b>{escape(_label(fault.field))}</b>: " if fault.field else ""
        st.html(f'<p class="notice fault">{label}{escape(fault.what)}</p>')
    records = drafts.visible_records()
    titles = {record.identifier: record.title for record in records}
    form = _Form(drafts, draft, conflicts)
    left, right = st.columns([3, 2], gap="large")
    with left:
        form.text("title")
        form.lines("alternative")
        form.choice("type", get_args(DocumentType))
        with st.container(horizontal=True, vertical_alignment="top"):
            form.text("date")
            form.text("date_note")
        form.many("creator", sorted({body for record in records for body in record.creator}), new=True)
        form.text("publisher")
        form.many("language", tuple(LANGUAGES), new=True)
        form.many("spatial", tuple(PLACES), new=True)
        form.text("temporal")
        form.text("source")
        form.text("rights")
        form.area("note")
        if not draft.changes:
            form.text("identifier")
    with right:
        form.choice("audience", get_args(Audience), _AUDIENCES)
        form.choice("status", get_args(Status))
        form.area("status_note")
        form.many("four_p", FOUR_P)
        for scheme, vocabulary in vocabularies().items():
            if scheme != "four_p":
                current = tuple(term.id for term in vocabulary.terms if term.status == "current")
                form.many(f"tags.{scheme}", current)
        st.html('<h2 class="side">Relations</h2>')
        for name in RELATIONS:
            form.many(name, tuple(titles), labels=titles)
    _show_files(drafts, draft)
    st.session_state[seen] = (draft.version, draft.fields)


class _Form:
    """Widgets over a draft's fields, each kept as soon as it is changed."""

    def __init__(self, drafts: Drafts, draft: Draft, conflicts: dict[str, Any]) -> None:
        self._drafts, self._draft, self._conflicts = drafts, draft, conflicts

    def text(self, name: str) -> None:
        self._begin(name, str(self._value(name) or ""))
        st.text_input(_label(name), help=_HELP.get(name), **self._rest(name))
        self._told(name)

    def area(self, name: str) -> None:
        self._begin(name, str(self._value(name) or ""))
        st.text_area(_label(name), help=_HELP.get(name), height=80, **self._rest(name))

    def lines(self, name: str) -> None:
        self._begin(name, "\n".join(self._value(name) or ()))
        st.text_area(_label(name), help=_HELP.get(name), height=80, **self._rest(name))
        self._told(name)

    def choice(self, name: str, values: Sequence[str], labels: dict[Any, str] | None = None) -> None:
        default = {"audience": "public", "status": "unknown", "type": "other"}[name]
        self._begin(name, self._value(name) or default)
        st.selectbox(
            _label(name),
            values,
            format_func=lambda value: (labels or {}).get(value, value_label(name, value)),
            **self._rest(name),
        )
        self._told(name)

    def many(
        self, name: str, values: Sequence[str], *, new: bool = False, labels: dict[str, str] | None = None
    ) -> None:
        chosen = list(self._value(name) or ())
        self._begin(name, chosen)
        field = name.removeprefix("tags.")
        st.multiselect(
            _label(name),
            list(dict.fromkeys([*chosen, *values])),
            format_func=lambda value: (labels or {}).get(value) or value_label(field, value),
            accept_new_options=new,
            placeholder="Type to find",
            help=_HELP.get(name),
            **self._rest(name),
        )
        self._told(name)

    def _key(self, name: str) -> str:
        return f"draft-{self._draft.number}-{name}"

    def _value(self, name: str) -> Any:
        scheme = name.removeprefix("tags.")
        return self._draft.fields.get("tags", {}).get(scheme) if scheme != name else self._draft.fields.get(name)

    def _begin(self, name: str, value: Any) -> None:
        # What the draft has now, another's change included; what contradicts another's change stays as I wrote it.
        if name not in self._conflicts:
            st.session_state[self._key(name)] = value

    def _rest(self, name: str) -> dict[str, Any]:
        return {
            "key": self._key(name),
            "on_change": _keep,
            "args": (self._drafts, self._draft.number, name, self._key(name)),
        }

    def _told(self, name: str) -> None:
        """Where it was read, and what else it might be."""
        said = [each for file in self._draft.files for each in file.inferred if each["field"] == name]
        value = self._value(name)
        here = [each for each in said if each["value"] == value]
        others = [each for each in said if each["value"] != value][:3]
        if here:
            st.html(f'<p class="facts">Read from {escape(here[0]["where"])}.</p>')
        for place, other in enumerate(others):
            st.button(
                f"Or: {_shown(name, other['value'])} ({other['where']})",
                key=f"{self._key(name)}-or-{place}",
                type="tertiary",
                on_click=_keep_value,
                args=(self._drafts, self._draft.number, name, other["value"]),
            )


def _shown(name: str, value: Any) -> str:
    values = value if isinstance(value, list | tuple) else [value]
    return ", ".join(value_label(name, each) for each in values)


def _label(name: str) -> str:
    if name in RELATION_LABELS:
        return RELATION_LABELS[name]
    return field_label(name.removeprefix("tags.")) if name else ""


@still_here
def _keep(drafts: Drafts, number: int, name: str, key: str) -> None:
    value = st.session_state[key]
    if name in _LINES:
        value = [line.strip() for line in value.splitlines() if line.strip()]
    elif isinstance(value, str):
        value = value.strip()
    _keep_value(drafts, number, name, value)


@still_here
def _keep_value(drafts: Drafts, number: int, name: str, value: Any) -> None:
    version, seen = st.session_state[f"seen-{number}"]
    scheme = name.removeprefix("tags.")
    if scheme != name:
        tags = {**seen.get("tags", {}), scheme: list(value)}
        wanted = seen | {"tags": {each: terms for each, terms in tags.items() if terms}}
    else:
        wanted = seen | {name: value}
    conflicts = st.session_state.setdefault(f"conflicts-{number}", {})
    try:
        drafts.save(number, version, wanted, opened=seen)
        conflicts.pop(name, None)
    except DraftChangedError as error:
        conflicts |= dict.fromkeys(error.conflicts.keys() & {name, "tags"}, (error.draft.saved_by, value))
    except DeskError as error:
        st.session_state["not-saved"] = error


def _show_conflicts(drafts: Drafts, draft: Draft, conflicts: dict[str, Any]) -> None:
    for name, (who, mine) in list(conflicts.items()):
        with st.container(border=True):
            theirs = draft.fields.get(name, "")
            st.html(
                f'<p class="notice fault" role="alert">{escape(who)} changed <b>{escape(_label(name))}</b> while you '
                f"did: “{escape(_shown(name, theirs))}”. Yours: “{escape(_shown(name, mine))}”.</p>"
            )
            with st.container(horizontal=True):
                st.button("Take theirs", key=f"theirs-{name}", on_click=conflicts.pop, args=(name, None))
                st.button(
                    "Keep mine", key=f"mine-{name}", on_click=_keep_mine, args=(drafts, draft, name, mine, conflicts)
                )


@still_here
def _keep_mine(drafts: Drafts, draft: Draft, name: str, mine: Any, conflicts: dict[str, Any]) -> None:
    conflicts.pop(name, None)
    st.session_state[f"seen-{draft.number}"] = (draft.version, draft.fields)
    _keep_value(drafts, draft.number, name, mine)


def _show_files(drafts: Drafts, draft: Draft) -> None:
    st.html('<h2 class="side">Files</h2>')
    if not draft.files:
        st.html('<p class="facts">None: the document is known and not held.</p>')
    for file in draft.files:
        _show_file(drafts, draft, file)
    more = st.file_uploader("Add a file: another language, an annex", key=f"more-{draft.number}-{len(draft.files)}")
    if more is not None and st.button("Add the file", key="add-file"):
        try:
            drafts.files.add(draft.number, more.name, more.getvalue())
            st.rerun()
        except DeskError as error:
            say(error)


def _show_file(drafts: Drafts, draft: Draft, file: DraftFile) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"file-{file.number}"):
        redacted = ", redacted" if file.redacted else ""
        st.html(
            f'<p class="facts"><b>{escape(file.name)}</b> {file.size >> 10:,} KiB, {file.pages:,} pages{redacted}</p>'
        )
        language = st.selectbox(
            "Language",
            list(dict.fromkeys([file.language, *LANGUAGES])),
            format_func=lambda code: value_label("language", code),
            key=f"file-language-{file.number}-{file.language}",
        )
        text = st.selectbox(
            "It holds",
            get_args(TextKind),
            index=get_args(TextKind).index(file.text),
            format_func=lambda kind: value_label("text_kind", kind),
            key=f"file-text-{file.number}-{file.text}",
        )
        if (language, text) != (file.language, file.text):
            drafts.files.describe(draft.number, file.number, language=language, text=text)
            st.rerun()
        if st.button("Take out", key=f"take-out-{file.number}", type="tertiary"):
            drafts.files.remove(draft.number, file.number)
            st.rerun()
