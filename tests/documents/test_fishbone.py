"""The fishbone: every word is there, nothing runs into anything else, nothing is too small to read."""

from __future__ import annotations

import re
from collections import Counter
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.documents.fishbone import WIDTH, Bone, Cause, Key, fishbone
from bot.documents.picture import NARROWEST, draw
from bot.documents.picture import WIDTH as SHARPEST
from bot.documents.text_width import width, wrapped

KEY = Key("We can act on it", "Not in our hands", "Somebody has seen it", "Votes", "Where we start")
SVG = "{http://www.w3.org/2000/svg}"

words = st.lists(st.text("abcdefghilmnoprstuvwy", min_size=1, max_size=14), min_size=1, max_size=12).map(
    " ".join
)
causes = st.builds(Cause, words, st.integers(0, 12), st.booleans(), st.booleans(), st.booleans())
bones = st.lists(st.builds(Bone, words, st.lists(causes, max_size=8).map(tuple)), min_size=1, max_size=7)


def texts(svg: str) -> list[tuple[float, float, int, str, bool, str]]:
    """Give x, y, size, anchor, whether it is bold, and the words of every line above the key."""
    found = []
    for one in ElementTree.fromstring(svg).findall(f"{SVG}text"):
        found.append(
            (
                float(one.attrib["x"]),
                float(one.attrib["y"]),
                int(one.attrib["font-size"]),
                one.attrib["text-anchor"],
                one.attrib["font-weight"] == "700",
                one.text or "",
            )
        )
    return found


@settings(max_examples=60, deadline=None)
@given(words, bones)
def test_all_words_are_there_and_inside(problem: str, given_bones: list[Bone]) -> None:
    svg = fishbone(problem, given_bones, KEY, "Fishbone")
    drawn = texts(svg)
    height = float(re.search(r'viewBox="0 0 720 (\d+)"', svg).group(1))  # type: ignore[union-attr]  # always there
    for x, y, size, anchor, bold, text in drawn:
        assert size >= 26
        wide = width(text, size, bold)
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[anchor]
        assert left >= 0
        assert left + wide <= WIDTH
        assert size / 2 <= y <= height
    said = " ".join(text for *_, text in drawn)
    if "…" not in said:
        expected = Counter("".join([problem, *(b.name for b in given_bones)]).replace(" ", ""))
        for bone in given_bones:
            for cause in bone.causes:
                expected += Counter(cause.words.replace(" ", ""))
        assert not expected - Counter(said.replace(" ", ""))


@settings(max_examples=60, deadline=None)
@given(bones)
def test_words_keep_clear_of_the_spine(given_bones: list[Bone]) -> None:
    for x, _, size, anchor, bold, text in texts(fishbone("Why", given_bones, KEY, "Fishbone")):
        if anchor == "start" and x < WIDTH / 2 and size == 26:
            assert x + width(text, size, bold) < WIDTH / 2
        if anchor == "end":
            assert x - width(text, size, bold) > WIDTH / 2


@given(words, st.floats(40, 400), st.integers(20, 40))
def test_lines_fit_their_room(text: str, room: float, size: int) -> None:
    lines = wrapped(text, room, size)
    assert 1 <= len(lines) <= 5
    assert all(width(line, size) <= room or len(line) == 1 for line in lines)


def test_what_people_typed_stays_words() -> None:
    svg = fishbone("<b>&", [Bone('"', (Cause("</svg><script>"),))], KEY, '"&<')
    assert ElementTree.fromstring(svg).attrib["aria-label"] == '"&<'
    assert "<script>" not in svg


async def test_forty_causes_are_a_picture() -> None:
    ten = tuple(
        Cause(f"Cause number {n} that somebody saw in class", n, n % 2 == 0, n % 3 == 0) for n in range(10)
    )
    png = await draw(fishbone("Why", [Bone(f"Bone {n}", ten) for n in range(4)], KEY, "Fishbone"))
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") == NARROWEST  # two pixels for each point of a telephone
    small = await draw(fishbone("Why", [Bone("Bone", ten[:2])], KEY, "Fishbone"))
    assert int.from_bytes(small[16:20], "big") == SHARPEST
