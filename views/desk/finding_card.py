"""One finding of the do-no-harm screen, and what can be decided of it."""

from collections.abc import Sequence

import streamlit as st

from desk.database import DeskError
from desk.harm.findings import Decision, DraftFinding, Findings
from views.desk.draft_address import DraftAddress
from views.desk.opened import still_here
from views.html import anchor, escape

_DECIDED = {
    "": "open",
    "redact": "to be redacted",
    "redacted": "redacted",
    "keep": "kept",
    "restrict": "only while restricted",
}


def show_finding(findings: Findings, draft: int, each: DraftFinding) -> None:
    """
    Draw a finding with its choices.

    :param findings: those that the account may decide.
    :param draft: the draft's number.
    :param each: the finding.
    """
    with st.container(border=True, key=f"finding-{each.number}"):
        what = f"“{escape(each.words)}”" if each.words else "a part of the picture"
        where = f" in the {escape(each.field.replace('_', ' '))}" if each.field else ""
        st.html(
            f'<p><b>{escape(each.kind)}</b>: {what}{where} <span class="said">{escape(_DECIDED[each.decision])}'
            f"{f', {escape(each.reason)}' if each.reason else ''}</span></p>"
            f'<p class="facts"><span>{escape(each.why)}, confidence {each.confidence:.0%}'
            f"{_where_to_mend(draft) if each.field else ''}</span></p>"
        )
        _show_choices(findings, draft, each)


def _where_to_mend(draft: int) -> str:
    return f"; take it out under {anchor(DraftAddress(draft).link(), 'Describe')}, or say why it may stay"


def _show_choices(findings: Findings, draft: int, each: DraftFinding) -> None:
    with st.container(horizontal=True, gap="small"):
        if not each.field and each.decision != "redact":
            st.button(
                "Redact",
                key=f"redact-{each.number}",
                on_click=decide,
                args=(findings, draft, [each.number], "redact", ""),
            )
        with st.popover("Keep"):
            reason = f"reason-{each.number}"
            st.text_input("Why it may stay", key=reason)
            st.button(
                "Keep it",
                key=f"keep-{each.number}",
                on_click=keep,
                args=(findings, draft, [each.number], reason),
            )
        st.button(
            "Restrict",
            key=f"restrict-{each.number}",
            type="tertiary",
            help="It may stay as long as only curators, and those the document is for, see it",
            on_click=decide,
            args=(findings, draft, [each.number], "restrict", ""),
        )
        if each.decision:
            st.button(
                "Open again",
                key=f"open-{each.number}",
                type="tertiary",
                on_click=decide,
                args=(findings, draft, [each.number], "", ""),
            )


def keep(findings: Findings, draft: int, numbers: Sequence[int], reason: str) -> None:
    """
    Keep findings for the reason that stands in a field now: when the button was drawn it may have been empty.

    :param findings: those that the account may decide.
    :param draft: the draft's number.
    :param numbers: of the findings.
    :param reason: the field's key.
    """
    decide(findings, draft, numbers, "keep", st.session_state[reason])


@still_here
def decide(findings: Findings, draft: int, numbers: Sequence[int], decision: Decision, reason: str) -> None:
    """
    Decide findings; why it cannot be done is told where the findings are drawn.

    :param findings: those that the account may decide.
    :param draft: the draft's number.
    :param numbers: of the findings.
    :param decision: what is decided.
    :param reason: why.
    """
    try:
        findings.decide(draft, numbers, decision, reason)
    except DeskError as error:
        st.session_state["not-decided"] = [error]
