"""The digest's picture: drawn from values, legible on a telephone, the same on every machine."""

import struct
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.chart import WIDTH, Look, Panel, Part, chart
from bot.documents.picture import PictureFault, draw

SVG = "{http://www.w3.org/2000/svg}"


def panel(*counts: int, figure: str = "9 of 14 on time") -> Panel:
    """A panel with parts of these sizes."""
    looks = list(Look)
    return Panel("Actions", figure, tuple(Part(n, f"part {i}", looks[i % 7]) for i, n in enumerate(counts)))


def words_of(svg: str) -> list[str]:
    """All the text in a picture."""
    return [node.text or "" for node in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_a_picture_shows_title_figure_numbers_and_names() -> None:
    said = words_of(chart([panel(6, 1, 4, 0)], "September"))
    assert {"Actions", "9 of 14 on time", "6 part 0", "1 part 1", "4 part 2"} <= set(said)
    assert not [word for word in said if "part 3" in word]  # nothing is shown of what there is none of


def test_signs_and_patterns_differ_so_that_color_is_never_alone() -> None:
    assert len({look.sign for look in Look}) == len({look.fill for look in Look}) == len(Look)


def test_letters_are_never_smaller_than_14_points_on_a_telephone() -> None:
    tree = ElementTree.fromstring(chart([panel(6, 1, 4, 3), panel(1, 1, 1, 1, 1, 1)], "x"))
    assert min(int(node.attrib["font-size"]) for node in tree.iter(f"{SVG}text")) >= 28


@given(st.lists(st.lists(st.integers(0, 400), min_size=1, max_size=7), min_size=1, max_size=3))
def test_every_box_lies_inside_the_picture_and_the_bar_is_in_proportion(counts: list[list[int]]) -> None:
    tree = ElementTree.fromstring(chart([panel(*some) for some in counts], "x"))
    height = float(tree.attrib["height"])
    for box in tree.findall(f"{SVG}rect"):
        left, top = float(box.attrib.get("x", 0)), float(box.attrib.get("y", 0))
        assert left >= 0
        assert top >= 0
        assert left + float(box.attrib["width"]) <= WIDTH + 0.1
        assert top + float(box.attrib["height"]) <= height


def test_what_is_written_in_a_picture_cannot_become_markup() -> None:
    svg = chart([panel(1, figure='<image href="file:///etc/passwd"/> & "more"')], 'a "title" <b>')
    assert '<image href="file:///etc/passwd"/> & "more"' in words_of(svg)
    assert not list(ElementTree.fromstring(svg).iter(f"{SVG}image"))


async def test_it_becomes_a_png_of_the_width_asked_for_with_its_letters_in_it() -> None:
    with_letters = await draw(chart([panel(6, 1)], "x"), width=360)
    without = await draw(chart([panel(6, 1, figure="")], "x"), width=360)
    assert with_letters[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">I", with_letters[16:20]) == (360,)
    assert with_letters != without  # a machine without fonts would draw neither


async def test_what_is_not_a_picture_is_a_fault_in_words() -> None:
    with pytest.raises(PictureFault, match="root node"):
        await draw("<svg")
