from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.errors import EmptyReportError, UnreadableReportError
from geomap.model import Report
from geomap.protocols import ReportSource
from geomap.text.readers.html import HtmlReader
from geomap.text.readers.html_tree import visible_text

SAVED_PAGE = """<!DOCTYPE html>
<!-- saved from url=(0044)https://www.example.org/world/strikes-homs -->
<html lang="en"><head><meta charset="utf-8">
<title>Strikes hit Homs | Example News</title>
<meta property="og:title" content="Strikes hit Homs - Example News">
<meta property="og:site_name" content="Example News">
<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "Example News"},
 {"@type": "NewsArticle", "headline": "Strikes hit Homs", "dateModified": "2015-10-02",
  "datePublished": "2015-09-30T18:48:00+03:00",
  "author": [{"@type": "Person", "name": "Jane Doe"}, {"@type": "Person", "name": "John Roe"}]}]}
</script>
<style>.off, p.gone2 {display: none} @media print {.printless {display: none}}</style>
<script>document.write("<p>500 killed by a script</p>")</script></head>
<body class="has-sidebar nav-open"><div id="cookie-banner"><p>We use cookies to make this site
better for everybody who reads it. Please accept all of our cookies.</p></div>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav></header>
<main><article><h1>Strikes hit Homs</h1><div class="byline">By Jane Doe and John Roe</div>
<p>Two air strikes hit the town of <a href="/t">Talbiseh</a> on Wednesday, killing about 20
people, a resident said, as warplanes flew over the province.</p>
<p>Two were children.</p>
<p class="off">Unseen: 501 were killed.</p><p style="color: red; display : none">Unseen 502.</p>
<p hidden>Unseen 503.</p><template><p>Unseen 504.</p></template>
<noscript>Unseen 505.</noscript><p class="gone2">Unseen 506.</p>
<p class="printless">This one is seen on the screen.</p>
<div class="share-bar"><a href="#">Share on this</a></div>
<div class="related-stories"><p>Another story of another war in a far country, told at length.</p>
</div>
<h2>What is known</h2>
<ul><li>22 people were identified by the media centre</li><li>Six were of one family</li></ul>
<table><tr><th>Place</th><th>Killed</th></tr><tr><td>Talbiseh</td><td>22</td></tr></table>
<p>The ministry said that it had struck military equipment<br>and nothing else in the area.</p>
</article></main>
<aside><h3>Most read</h3><a href="/x">A story of a wedding in a village by the sea</a></aside>
<footer><p>© 2015 Example News. All rights reserved. Terms of use and privacy policy.</p></footer>
</body></html>"""

MakeSource = Callable[..., ReportSource]


def read_page(make_source: MakeSource, page: str | bytes, **meta: str) -> Report:
    (report,) = HtmlReader().read(make_source(page, ".html", **meta))
    return report


def test_a_page_saved_from_a_browser_gives_its_story_alone(make_source: MakeSource) -> None:
    assert read_page(make_source, SAVED_PAGE).text == (
        "Strikes hit Homs\n\n"
        "By Jane Doe and John Roe\n\n"
        "Two air strikes hit the town of Talbiseh on Wednesday, killing about 20 people, a "
        "resident said, as warplanes flew over the province.\n\n"
        "Two were children.\n\n"
        "This one is seen on the screen.\n\n"
        "What is known\n\n"
        "22 people were identified by the media centre\nSix were of one family\n\n"
        "Place | Killed\nTalbiseh | 22\n\n"
        "The ministry said that it had struck military equipment\nand nothing else in the area.\n"
    )


def test_a_page_tells_title_publisher_day_and_byline(make_source: MakeSource) -> None:
    report = read_page(make_source, SAVED_PAGE)
    assert report.title == "Strikes hit Homs"
    assert report.source == "Example News"
    assert report.author == "Jane Doe, John Roe"
    assert report.url == "https://www.example.org/world/strikes-homs"
    assert (report.published, report.published_from) == (dt.date(2015, 9, 30), "metadata")
    assert report.published_at is not None
    assert report.published_at.isoformat() == "2015-09-30T18:48:00+03:00"
    assert report.published_span is None
    assert report.language == "en"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2015-09-30T10:00:00Z">',
        '<meta name="DC.date.issued" content="2015-09-30">',
        '<meta itemprop="datePublished" content="30 September 2015">',
        '<meta name="date" content="Wed, 30 Sep 2015 18:48:00 GMT">',
        '<script type="application/ld+json">{"datePublished": "2015-09-30"}</script>',
        '<time class="published" datetime="2015-09-30T10:00Z">today</time>',
        '<time datetime="2015-09-30">today</time>',
        '<script type="application/ld+json">{"broken</script><time datetime="2015-09-30">x</time>',
    ],
)
def test_the_day_is_found_where_pages_keep_it(make_source: MakeSource, head: str) -> None:
    page = f"<html>{head}<h1>Strikes</h1><p>Two strikes hit Homs on Wednesday.</p></html>"
    assert read_page(make_source, page).published == dt.date(2015, 9, 30)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:modified_time" content="2015-09-30">',
        '<time itemprop="dateModified" datetime="2015-09-30">today</time>',
        '<script type="application/ld+json">{"dateModified": "2015-09-30"}</script>',
        '<meta name="date" content="some day">',
        '<meta name="date" content="0001-01-01T00:00:00Z">',
    ],
)
def test_a_day_of_change_is_no_publication(make_source: MakeSource, head: str) -> None:
    page = f"<html>{head}<h1>Strikes</h1><p>Two strikes hit Homs on Wednesday.</p></html>"
    assert read_page(make_source, page).published is None


def test_the_visible_publication_line_serves_where_metadata_is_silent(
    make_source: MakeSource,
) -> None:
    page = "<h1>Strikes</h1><p>Published: 30 September 2015</p><p>Two strikes hit Homs today.</p>"
    report = read_page(make_source, page)
    assert report.published_from == "text"
    assert report.published_span is not None
    assert report.published_span.of(report.text) == "30 September 2015"


@pytest.mark.parametrize("depth", [50, 300, 3000, 10_000])
@pytest.mark.parametrize("tag", ["div", "span", "blockquote", "b", "ul"])
def test_nesting_loses_no_word(make_source: MakeSource, depth: int, tag: str) -> None:
    page = (
        "<html><body><h1>Head</h1>" + f"<{tag}>outer " * depth
        + "<p>The deepest of all words.</p>" + f"</{tag}>" * depth
        + "<p>After it all.</p></body></html>"
    )  # fmt: skip
    text = read_page(make_source, page).text
    assert text.count("outer") == depth
    assert "The deepest of all words." in text
    assert text.endswith("After it all.\n")


def test_hidden_words_stay_hidden_at_any_depth(make_source: MakeSource) -> None:
    page = "<p>Seen.</p>" + "<div>" * 500 + "<p hidden>Unseen</p>Also seen." + "</div>" * 500
    text = read_page(make_source, page).text
    assert "Also seen." in text
    assert "Unseen" not in text


def test_the_layout_tables_of_old_pages_give_paragraphs(make_source: MakeSource) -> None:
    story = "Two air strikes hit the town of Talbiseh on Wednesday, killing about 20 people. " * 6
    page = f"<table><tr><td><h1>Strikes</h1></td><td><p>{story}</p><p>More.</p></td></tr></table>"
    assert read_page(make_source, page).text == f"Strikes\n\n{story.strip()}\n\nMore.\n"


def test_a_declared_charset_is_believed(make_source: MakeSource) -> None:
    page = '<meta charset="iso-8859-6"><p>قتل عشرون شخصا في حمص</p>'
    assert "قتل عشرون" in read_page(make_source, page.encode("iso-8859-6")).text


def test_a_page_with_nothing_to_see_is_empty(make_source: MakeSource) -> None:
    with pytest.raises(EmptyReportError, match="script"):
        read_page(make_source, "<html><body><div id=app></div><script>go()</script></body></html>")


def test_templates_and_markup_of_a_report_are_only_words(make_source: MakeSource) -> None:
    page = "<h1>{{7*7}}</h1><p>${alert(1)} &lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;</p>"
    report = read_page(make_source, page)
    assert report.text == "{{7*7}}\n\n${alert(1)} </script><img src=x onerror=alert(1)>\n"


@pytest.mark.parametrize(
    "wrapper", ["div class='social-share story'", "form", "div class='newsletter'"]
)
def test_a_wrapper_with_an_unlucky_name_does_not_lose_the_story(
    make_source: MakeSource, wrapper: str
) -> None:
    story = "".join(
        f"<p>Paragraph {n} tells of strikes that hit a town on Wednesday and killed people.</p>"
        for n in range(8)
    )
    page = f"<body><p>A word before the story that is no part of it.</p><{wrapper}>{story}"
    text = read_page(make_source, page).text
    assert all(f"Paragraph {n} tells" in text for n in range(8))


def test_short_paragraphs_at_the_end_are_not_lost(make_source: MakeSource) -> None:
    story = "".join(
        f"<p>Paragraph {n} tells of strikes that hit a town on Wednesday and killed people.</p>"
        for n in range(8)
    )
    page = f"<body><div><h1>Strikes</h1>{story}<p>It was not possible to verify these claims at "
    text = read_page(make_source, page + "once from afar.</p></div></body>").text
    assert text.endswith("It was not possible to verify these claims at once from afar.\n")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("abc <>/&;=\"'!-{}pdivtr\n", max_size=12), max_size=30))
def test_any_tag_soup_is_walked_without_harm(pieces: list[str]) -> None:
    assert "\r" not in visible_text("".join(pieces))


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=40))
def test_escaped_words_come_back_as_they_were(words: str) -> None:
    import html

    assert visible_text(f"<p>{html.escape(words)}</p>") == words


def test_a_map_that_geomap_made_is_no_report():
    page = b'<html><head><meta name="generator" content="geomap"></head><body><p>20 killed</p>'
    source = ReportSource(origin="map.html", content=page, suffix=".html", meta={})
    with pytest.raises(UnreadableReportError, match="a map that geomap made"):
        list(HtmlReader().read(source))
