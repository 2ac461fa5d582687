"""The drawing has a place for every province and every country that the vocabularies name."""

from pathlib import Path

import pytest
import yaml

from corpus.geography import FILE, SEVERAL, GeographyError, geography, load_geography
from corpus.vocabulary import vocabularies


def _inside(point: tuple[float, float], ring: tuple[tuple[float, float], ...]) -> bool:
    """Ray casting (Shimrat 1962)."""
    x, y = point
    crossings = 0
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossings += 1
    return crossings % 2 == 1


def test_every_province_lies_in_the_country() -> None:
    drawn = geography()
    assert set(drawn.provinces) == {term.id for term in vocabularies()["province"].terms}
    assert [code for code, point in drawn.provinces.items() if not _inside(point, drawn.outline)] == []


def test_every_corridor_has_its_ends() -> None:
    named = {code for term in vocabularies()["corridor"].terms for code in (term.origin, term.destination)}
    assert named - {SEVERAL, "KH"} <= set(geography().countries)


def test_the_capital_is_where_it_is() -> None:
    longitude, latitude = geography().provinces["KH-12"]
    # Phnom Penh: 11.55 N, 104.92 E.
    assert abs(longitude - 104.92) < 0.3 and abs(latitude - 11.55) < 0.3


def test_a_drawing_that_lacks_a_province_says_which(tmp_path: Path) -> None:
    held = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    del held["provinces"]["KH-7"]
    path = tmp_path / "geography.yaml"
    path.write_text(yaml.safe_dump(held), encoding="utf-8")
    with pytest.raises(GeographyError, match="KH-7"):
        load_geography(path)
