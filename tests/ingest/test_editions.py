"""Titles of one work in two editions, and titles of two works."""

import pytest

from ingest.editions import same_work, titles_like


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Labor Law of Cambodia (1997)", "The Labour Law"),
        ("The Constitution", "Constitution of the Kingdom of Cambodia"),
        ("Trafficking in Persons Report 2019: Cambodia", "Trafficking in Persons Report 2021: Cambodia"),
        ("Guide to Ethics, 2nd edition, vol. 2", "Guide to Ethics"),
        ("Policy on Labour Migration (September 2010)", "Policy on Labour Migration 2019-2023"),
        ("រដ្ឋធម្មនុញ្ញ នៃ ព្រះរាជាណាចក្រកម្ពុជា (11/09/2015)", "រដ្ឋធម្មនុញ្ញនៃព្រះរាជាណាចក្រកម្ពុជា"),
        ("2011", "2011"),
    ],
)
def test_editions(one: str, other: str) -> None:
    assert same_work(one, other)
    assert same_work(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2021 Findings on Child Labor: Thailand", "2021 Findings on Child Labor: Cambodia"),
        ("Forced Labour Convention (No. 29)", "Forced Labour Convention (No. 105)"),
        ("Law of 2008", "Law of 2009"),
        ("Prakas 45/13 on Contracts", "Prakas 46/13 on Contracts"),
        ("Prakas on the Prevention of Trafficking", "Prakas on the Protection of Trafficking"),
        ("Criminal Code", "Criminal Procedure Code"),
        ("", ""),
        ("2011", "2012"),
    ],
)
def test_works(one: str, other: str) -> None:
    assert not same_work(one, other)
    assert not same_work(other, one)


def test_a_document_is_found_by_any_of_its_names() -> None:
    held = [("law-1", "Law on Domestic Violence"), ("law-1", "DV Law 2005"), ("law-2", "Law on Education")]
    assert titles_like("DV Law", held) == {"law-1"}
    assert titles_like("Law on the Education of 2007", held) == {"law-2"}
    assert titles_like("Law on Fisheries", held) == set()
