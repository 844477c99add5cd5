"""How the page reads mrkdwn and markdown: what becomes markup, and that nothing else ever does."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from tests.browser.stage import raise_stage
from tests.browser.windows import window

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
READ = """async ([module, text]) => {
  const reader = await import(`/page/${module}.js`);
  const box = document.createElement("div");
  box.append(...reader[module](text));
  return box.innerHTML.replace(/ target="_blank" rel="noopener noreferrer"/g, "");
}"""
FUZZ = """async (rounds) => {
  const readers = [(await import("/page/mrkdwn.js")).mrkdwn, (await import("/page/markdown.js")).markdown];
  const parts = ["<", ">", "&", "*", "_", "~", "`", "```", "|", "!", "@U0DANA", "#C0LEAD", "[",
    "](", ")", "\\n", " ", "a", ":tada:",
    "javascript:alert(1)", "https://x.org", "<img src=x onerror=alert(1)>",
    "&lt;", "!date^1^{time}", "\\ue000", "- ", "| a | b |", "> "];
  const text = "A BR P EM STRONG S CODE PRE SPAN TIME BLOCKQUOTE UL OL LI HR DIV";
  const allowed = new Set(`${text} TABLE THEAD TBODY TR TH TD INPUT`.split(" "));
  let seed = 7;
  const next = (below) => { seed = (seed * 48271) % 2147483647; return seed % below; };
  const faults = [];
  for (let round = 0; round < rounds; round += 1) {
    const text = Array.from({ length: 1 + next(24) }, () => parts[next(parts.length)]).join("");
    for (const read of readers) {
      const box = document.createElement("div");
      box.append(...read(text));
      for (const node of box.querySelectorAll("*")) {
        const href = node.getAttribute("href") || "https:";
        const listens = [...node.attributes].some((attribute) => attribute.name.startsWith("on"));
        const leads = /^(https?:|mailto:|#)/.test(href);
        if (!allowed.has(node.tagName) || listens || !leads) faults.push([text, node.outerHTML]);
      }
    }
  }
  return faults;
}"""

MRKDWN = [
    ("*bold* _it_ ~gone~ `co*de*`", "<strong>bold</strong> <em>it</em> <s>gone</s> <code>co*de*</code>"),
    ("*bold with _both_*", "<strong>bold with <em>both</em></strong>"),
    ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
    ("a*b*c", "a*b*c"),
    ("1 &lt; 2 &amp;amp; 3", "1 &lt; 2 &amp;amp; 3"),
    ("<https://x.org/a?b=1&amp;c=2|here>", '<a href="https://x.org/a?b=1&amp;c=2">here</a>'),
    ("<javascript:alert(1)|here>", "<span>here</span>"),
    ("see https://x.org.", 'see <a href="https://x.org/">https://x.org</a>.'),
    ("<@U0PAUL> <!here>", '<span class="mention">@Paula Reyes</span> <span class="mention me">@here</span>'),
    ("<!date^never^{date}|soon>", "<time>soon</time>"),
    (":no_such_sign: 10:30:45", ":no_such_sign: 10:30:45"),
    ("&gt; one\n&gt; two\nthree", "<blockquote>one<br>two</blockquote>three"),
    ("```\n*as is*\n```", "<pre>*as is*</pre>"),
]
MARKDOWN = [
    (
        "**b** *i* ~~s~~ `c` [l](https://x.org)",
        '<p><strong>b</strong> <em>i</em> <s>s</s> <code>c</code> <a href="https://x.org/">l</a></p>',
    ),
    ("[l](javascript:alert(1))", "<p><span>l</span>)</p>"),
    (
        "# T\n- a\n- b",
        '<p class="md-h md-h1" role="heading" aria-level="3">T</p>'
        '<ul class="rich-list"><li>a</li><li>b</li></ul>',
    ),
    ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def reader(browser: Browser) -> AsyncIterator[Page]:
    """A window on the page, of which only the functions that read are used; they keep nothing."""
    async with raise_stage() as stage, window(browser) as page:
        await page.goto(f"{stage.server.url}/#/U0DANA")
        await page.get_by_test_id("conversation-head").wait_for()
        yield page


@pytest.mark.parametrize(("text", "wanted"), MRKDWN)
async def test_mrkdwn_is_read_as_slack_reads_it(reader: Page, text: str, wanted: str) -> None:
    assert await reader.evaluate(READ, ["mrkdwn", text]) == wanted


@pytest.mark.parametrize(("text", "wanted"), MARKDOWN)
async def test_markdown_is_read(reader: Page, text: str, wanted: str) -> None:
    assert await reader.evaluate(READ, ["markdown", text]) == wanted


async def test_no_text_whatever_becomes_anything_else(reader: Page) -> None:
    assert await reader.evaluate(FUZZ, 3000) == []
