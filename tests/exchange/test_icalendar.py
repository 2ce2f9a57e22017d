"""The calendar file: escaped, folded, read back by a parser of the standard's own rules."""

from datetime import UTC, date, datetime

from usecases.exchange.icalendar import Event, calendar

STAMP = datetime(2026, 3, 2, 1, tzinfo=UTC)
DAY = date(2026, 12, 31)


def read(text: str) -> list[dict[str, str]]:
    """Unfold the lines, take off the escapes, and return the properties of each event."""
    assert text.endswith("\r\n")
    lines = text.replace("\r\n ", "").split("\r\n")
    events: list[dict[str, str]] = []
    for line in lines:
        name, _colon, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events:
            events[-1][name] = unescaped(value)
    return events


def unescaped(value: str) -> str:
    out, escaped = "", False
    for character in value:
        if escaped:
            out += {"n": "\n"}.get(character, character)
            escaped = False
        elif character == "\\":
            escaped = True
        else:
            out += character
    return out


def test_a_day_ends_with_the_next() -> None:
    [event] = read(calendar("Deadlines", [Event("a@b", DAY, "Report due")], STAMP))
    assert event["DTSTART;VALUE=DATE"] == "20261231"
    assert event["DTEND;VALUE=DATE"] == "20270101"
    assert (event["UID"], event["SUMMARY"], event["DTSTAMP"]) == (
        "a@b",
        "Report due",
        "20260302T010000Z",
    )


def test_a_moment_is_told_in_utc() -> None:
    [event] = read(calendar("D", [Event("a", DAY, "Closes", moment=STAMP)], STAMP))
    assert event["DTSTART"] == "20260302T010000Z"


def test_what_people_wrote_adds_no_line_and_comes_back() -> None:
    nasty = "Phase; one, two\\three\nEND:VEVENT\r\nBEGIN:VEVENT\x07\u2028"
    text = calendar(nasty, [Event("a", DAY, nasty, description=nasty, url="https://x/")], STAMP)
    [event] = read(text)
    assert event["SUMMARY"] == nasty.replace("\r", "").replace("\x07", "").replace("\u2028", "")
    assert text.count("\r\nBEGIN:VEVENT\r\n") == text.count("\r\nEND:VEVENT\r\n") == 1


def test_lines_are_short_and_characters_whole() -> None:
    text = calendar("D", [Event("a", DAY, "沙盒" * 60)], STAMP)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    [event] = read(text)
    assert event["SUMMARY"] == "沙盒" * 60


def test_an_empty_calendar_is_a_calendar() -> None:
    text = calendar("D", [], STAMP)
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
