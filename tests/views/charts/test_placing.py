"""Names on a map: none covers a mark or another name."""

from itertools import combinations

from views.charts.placing import Mark, place_names


def test_the_first_name_chooses_and_no_name_covers_a_mark_or_another_name() -> None:
    marks = [Mark(f"Name {at}", 40 * at, 10 * (at % 3), 9) for at in range(8)]
    places = place_names(marks, -40, 320)
    assert places["Name 0"].align == "center"
    boxes = []
    for mark in marks:
        if mark.name in places:
            dx, dy, align = places[mark.name]
            left = mark.x + dx - {"left": 0, "center": 0.5, "right": 1}[align] * len(mark.name) * 6.2
            boxes.append((left, mark.y + dy - 6, left + len(mark.name) * 6.2, mark.y + dy + 6))
    circles = [(mark.x - 9, mark.y - 9, mark.x + 9, mark.y + 9) for mark in marks]
    assert len(boxes) >= 4
    pairs = [*combinations(boxes, 2), *((box, circle) for box in boxes for circle in circles)]
    assert not any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for a, b in pairs)


def test_a_name_without_room_is_left_out() -> None:
    assert place_names([Mark("Kampong Chhnang", 50, 50, 9)], 30, 70) == {}
    assert place_names([Mark("", 50, 50, 9)], 0, 100) == {}
