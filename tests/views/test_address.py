"""Any state has an address, and the address opens the same state."""

from hypothesis import given
from hypothesis import strategies as some

from views.address import FILTER_FIELDS, MODES, SORTS, DocumentAddress, SearchAddress

words = some.text(max_size=30).map(str.strip)
years = some.none() | some.integers(1000, 9999)
addresses = some.builds(
    SearchAddress,
    query=words,
    filters=some.dictionaries(
        some.sampled_from(FILTER_FIELDS), some.lists(some.text(min_size=1), min_size=1, unique=True).map(tuple)
    ),
    years=some.tuples(years, years),
    page=some.integers(1, 999_999),
    sort=some.sampled_from(SORTS),
    mode=some.sampled_from(MODES),
    about=some.booleans(),
    superseded=some.booleans(),
)


@given(addresses)
def test_a_search_comes_back_from_its_address(address: SearchAddress) -> None:
    assert SearchAddress.read(address.params()) == address


@given(some.builds(DocumentAddress, words, words, words, some.none() | some.integers(0, 999_999), words))
def test_a_document_comes_back_from_its_address(address: DocumentAddress) -> None:
    read = DocumentAddress.read(address.params())
    assert (read.document, read.file, read.passage, read.page) == (
        address.document,
        address.file,
        address.passage,
        address.page,
    )


def test_what_makes_no_sense_in_an_address_is_passed_over() -> None:
    nonsense = {"page": ["-3"], "sort": ["sideways"], "mode": [""], "year": ["soon"], "colour": ["red"]}
    assert SearchAddress.read(nonsense) == SearchAddress()


def test_an_empty_state_has_the_plain_address() -> None:
    assert SearchAddress().link() == "./"
    assert DocumentAddress().link() == "document"


def test_choosing_a_filter_starts_at_the_first_page() -> None:
    address = SearchAddress(query="boats", page=4).with_filter("type", ["law", "plan"])
    assert address.link() == "./?q=boats&type=law&type=plan"
    assert address.with_filter("type", []).link() == "./?q=boats"
