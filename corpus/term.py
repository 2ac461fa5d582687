"""A term of a controlled vocabulary, with its labels, definition and relations, after SKOS."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from corpus.record import FourP


def _english(labels: dict[str, str]) -> dict[str, str]:
    if not labels.get("en"):
        raise ValueError("prefLabel has no `en`: every term has an English label")
    return labels


class Term(BaseModel):
    """
    A term of a vocabulary (a SKOS concept).

    :param id: its name within its vocabulary; stays when labels change.
    :param prefLabel: its one label in each language, by BCP 47 code.
    :param altLabel: other labels in each language: a query for one finds them all.
    :param hiddenLabel: words that tell that a text is about it, but that are not its names.
    :param definition: what it means.
    :param broader: the term above it, empty for none.
    :param related: terms of other vocabularies, as `scheme/id`.
    :param source: where it is from, where that is not the vocabulary's source.
    :param status: a retired term stays readable and is offered no more.
    :param replaced_by: of a retired term, the one to use in its stead, empty for none.
    :param merged: ids of terms that were merged into it; what still names one of them means this.
    :param four_p: of a plan's component or an area, the Ps it serves.
    :param approach: of a plan's component, the approaches of the UN that it serves.
    :param lead: of a plan's component, the bodies that lead it.
    :param chair: of a body, the body in its chair.
    :param kind: of a body: ministry, committee, UN, NGO, …
    :param works_on: of a body, the Ps it works on.
    :param origin: of a corridor, an ISO 3166-1 code.
    :param destination: of a corridor, an ISO 3166-1 code.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1)
    prefLabel: Annotated[dict[str, str], AfterValidator(_english)]  # noqa: N815 - SKOS's name
    altLabel: dict[str, tuple[str, ...]] = Field({})  # noqa: N815 - SKOS's name
    hiddenLabel: dict[str, tuple[str, ...]] = Field({})  # noqa: N815 - SKOS's name
    definition: str = Field(min_length=1)
    broader: str = ""
    related: tuple[str, ...] = ()
    source: str = ""
    status: Literal["current", "retired"] = "current"
    replaced_by: str = ""
    merged: tuple[str, ...] = ()
    four_p: tuple[FourP, ...] = ()
    approach: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    chair: str = ""
    kind: str = ""
    works_on: tuple[FourP, ...] = ()
    origin: str = ""
    destination: str = ""

    @property
    def label(self) -> str:
        """Its label in English."""
        return self.prefLabel["en"]

    @property
    def names(self) -> tuple[str, ...]:
        """All its names in all languages, the preferred first."""
        preferred = [plain_name(label) for label in self.prefLabel.values()]
        return (*preferred, *(name for names in self.altLabel.values() for name in names))


def plain_name(label: str) -> str:
    """
    A label as a name to look for: a plan's number before it is no part of it.

    :param label: the label.
    :returns: the name.
    """
    return label.lstrip("0123456789. ")
