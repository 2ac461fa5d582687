"""Where the places are that the vocabularies name: a coarse drawing of our own, for maps."""

from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from corpus.settings import ROOT
from corpus.vocabulary import vocabularies, while_unchanged

FILE = ROOT / "corpus" / "geography.yaml"
# A country code that ISO leaves to its users; our vocabulary means several countries by it.
SEVERAL = "ZZ"

Longitude = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Point = tuple[Longitude, Latitude]
Ring = Annotated[tuple[Point, ...], Field(min_length=4)]


class GeographyError(ValueError):
    """A drawing that cannot be used; the message says what is wrong or missing in which file."""


class Country(BaseModel):
    """
    Where a country stands in the drawing of the corridors.

    :param name: what it is called there: short.
    :param at: the point where its line ends, as longitude and latitude.
    :param label: the side of the point on which its name has room.
    :param edge: whether it lies far outside the picture.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1)
    at: Point
    label: Literal["above", "below", "right"] = "above"
    edge: bool = False


class Geography(BaseModel):
    """
    The drawing.

    :param outline: of Cambodia: a ring of points, the last joined to the first.
    :param lake: of the Tonlé Sap, likewise.
    :param provinces: {code of ISO 3166-2: a point near its middle}.
    :param countries: {code of ISO 3166-1: where it stands}.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    outline: Ring
    lake: Ring
    provinces: dict[str, Point]
    countries: dict[str, Country]

    @model_validator(mode="after")
    def _whole(self) -> "Geography":
        provinces = {term.id for term in vocabularies()["province"].terms}
        countries = {code for term in vocabularies()["corridor"].terms for code in (term.origin, term.destination)}
        if lost := sorted(provinces - self.provinces.keys()):
            raise ValueError(f"the vocabulary has the province {lost[0]}: give it a place under `provinces`")
        if lost := sorted(countries - {SEVERAL} - self.countries.keys()):
            raise ValueError(f"the corridors of the vocabulary name {lost[0]}: give it a place under `countries`")
        if unknown := sorted(code for code in self.provinces if vocabularies()["province"].get(code) is None):
            raise ValueError(f"{unknown[0]} has a place, but the vocabulary has no such province")
        return self


def load_geography(path: Path) -> Geography:
    """
    Read a drawing.

    :param path: a YAML file.
    :returns: the drawing, with a place for whatever the vocabularies of provinces and corridors name.
    :raises GeographyError: where it is no YAML, a field does not fit, or a place is missing.
    """
    try:
        return Geography.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise GeographyError(f"{path}: cannot be read as YAML in UTF-8: {error}") from error
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'geography'}: {e['msg']}" for e in error.errors())
        raise GeographyError(f"{path}: {faults}") from error


@while_unchanged
def geography() -> Geography:
    """
    The drawing that our maps use.

    ```python
    from corpus.geography import geography

    geography().provinces["KH-12"]  # (104.88, 11.57)
    ```

    :returns: it.
    :raises GeographyError: where it cannot be used.
    """
    return load_geography(FILE)
