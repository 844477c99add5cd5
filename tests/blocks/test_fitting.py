"""Escaped text that is too long: cut where nothing of it is cut in two."""

from __future__ import annotations

from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.parts import fitting

pieces = st.lists(
    st.sampled_from(["word ", "&amp;", "&lt;", "<@U0DANA>", "<!date^1^{date}|May 4>", "; ", "é"])
)


@given(pieces, st.integers(2, 60))
def test_what_is_cut_is_a_beginning_in_whole_pieces(parts: list[str], most: int) -> None:
    text = "".join(parts)
    cut = fitting(text, most)
    assert len(cut) <= most
    if len(text) <= most:
        assert cut == text
        return
    assert cut.endswith("…")
    assert text.startswith(cut[:-1])
    assert cut.count("<") == cut.count(">")
    assert "&" not in unescape(cut[:-1]).replace(unescape("&amp;"), "")
    assert unescape(text).startswith(unescape(cut[:-1]))
