"""Tags that a person confirmed on single passages or took away; they stand in `passages.yaml` beside the record."""

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

FILE_NAME = "passages.yaml"


class PassageTags(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    file: str
    page: int | None = None
    words: str = ""
    sha256: str
    confirmed: dict[str, tuple[str, ...]] = {}
    struck: dict[str, tuple[str, ...]] = {}
    by: str = ""
    date: str = ""


def read_passage_tags(folder: Path) -> tuple[PassageTags, ...]:
    path = folder / FILE_NAME
    if not path.is_file():
        return ()
    return tuple(TypeAdapter(list[PassageTags]).validate_python(yaml.safe_load(path.read_text(encoding="utf-8")) or []))


def dump_passage_tags(tags: tuple[PassageTags, ...]) -> str:
    held = [tag.model_dump(mode="json", exclude_defaults=True) for tag in tags]
    return yaml.safe_dump(held, allow_unicode=True, sort_keys=False, width=100)
