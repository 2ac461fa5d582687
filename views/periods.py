"""Periods that people ask for: some months back, the quarter before this one."""

from calendar import monthrange
from datetime import date, timedelta


def months_before(day: date, months: int) -> date:
    """
    The same day some months before; where that month is shorter, its last.

    ```python
    months_before(date(2026, 5, 31), 3)  # date(2026, 2, 28)
    ```

    :param day: the day.
    :param months: how many.
    :returns: the day before.
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_quarter(day: date) -> tuple[date, date]:
    """
    The quarter of the calendar before the one a day is in.

    ```python
    last_quarter(date(2026, 11, 25))  # (date(2026, 7, 1), date(2026, 9, 30))
    ```

    :param day: the day.
    :returns: its first and its last day.
    """
    begun = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return months_before(begun, 3), begun - timedelta(days=1)
