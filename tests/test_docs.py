"""What the README promises is there, and what is there the README tells."""

import re

import pytest

from corpus.settings import ROOT, Settings
from tests.conftest import REPOSITORY

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented_with_its_default(name: str) -> None:
    row = re.search(rf"^\| `CLEARINGHOUSE_{name.upper()}` \| (.+?) \| (.+?) \|$", README, re.MULTILINE)
    assert row, f"the README has no row for CLEARINGHOUSE_{name.upper()}"
    setting = Settings.model_fields[name]
    default = setting.default.relative_to(ROOT) if hasattr(setting.default, "relative_to") else setting.default
    assert row[1] == (f"`{default}`" if str(default) else "empty")
    assert row[2] == setting.description


def test_no_setting_is_documented_that_is_not_there() -> None:
    documented = set(re.findall(r"^\| `CLEARINGHOUSE_(\w+)`", README, re.MULTILINE))
    assert documented == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(((?!https?:)[^)#]+)\)", README))))
def test_what_the_readme_links_to_is_there(link: str) -> None:
    assert (REPOSITORY / link).is_file()
