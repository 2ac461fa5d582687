"""Labels on a chart: wrapped between words, and never more than words."""

from tests.views.charts.samples import shown
from views.charts.lettering import label_expression, wrapped


def test_labels_wrap_between_words_and_end_in_an_ellipsis() -> None:
    assert wrapped("Prevention of trafficking in persons", 14, 2) == ["Prevention of", "trafficking…"]
    assert wrapped("Understanding/Awareness", 14, 3) == ["Understanding/", "Awareness"]
    assert wrapped("Demand/Social", 20, 2) == ["Demand/Social"]
    assert wrapped("", 5, 1) == [""]
    assert wrapped("Incomprehensibilities", 5, 2) == ["Incomprehensibilities"]


def test_a_label_cannot_leave_its_expression() -> None:
    harmful = '"])}; alert("x") //'
    assert shown(label_expression({harmful: [harmful]})) == {harmful: [harmful]}
