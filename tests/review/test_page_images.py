"""The printed line beside the text: pages with mentions, within the room there is."""

import base64
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import PIL.Image
import pytest

from pipeline.review import page as page_module
from pipeline.review import page_images, render_review, write_reviews
from pipeline.review.page_images import render_pages
from pipeline.review.tables import read_run

Printed = tuple[Path, Path]


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    return dict(json.loads(found[1]))


def test_only_pages_with_mentions_are_rendered(printed: Printed) -> None:
    source, run = printed
    html = render_review(run, read_run(run).document_ids[0], source=source)
    assert re.findall(r'id="page-(\d+)"', html) == ["1", "3"]
    for mention in data_of(html)["mentions"]:
        left, top, right, bottom = mention["b"]
        assert 0 <= left < right <= 1
        assert 0 <= top < bottom < 0.8


def test_an_image_is_the_whole_page(printed: Printed) -> None:
    image = render_pages(printed[0], [1]).images[0]
    with PIL.Image.open(io.BytesIO(base64.b64decode(image.webp))) as shown:
        assert shown.format == "WEBP"
        assert shown.width / shown.height == pytest.approx(image.width / image.height, abs=0.01)


def test_pages_beyond_the_room_are_left_out_and_counted(printed: Printed) -> None:
    size = len(render_pages(printed[0], [1]).images[0].webp)
    pages = render_pages(printed[0], [3, 1, 2], max_bytes=round(size * 0.8))
    assert [i.page for i in pages.images] == [1, 2]
    assert pages.left_out == (3,)
    assert render_pages(printed[0], [3, 1, 2], max_bytes=10).left_out == (1, 2, 3)


def test_of_many_pages_the_images_are_smaller(printed: Printed) -> None:
    large = render_pages(printed[0], [1, 2, 3]).images
    size = sum(len(image.webp) for image in large)
    pages = render_pages(printed[0], [1, 2, 3], max_bytes=round(size * 0.8))
    assert [i.page for i in pages.images] == [1, 2, 3]
    assert [(i.width, i.height) for i in pages.images] == [(i.width, i.height) for i in large]
    assert sum(len(image.webp) for image in pages.images) <= size * 0.8


def test_print_has_few_shades_and_a_photograph_keeps_its_colours(printed: Printed) -> None:
    webp = base64.b64decode(render_pages(printed[0], [1]).images[0].webp)
    with PIL.Image.open(io.BytesIO(webp)) as shown:
        assert len(shown.convert("L").getcolors() or ()) <= 4
    photograph = PIL.Image.linear_gradient("L").resize((400, 400))
    coloured = PIL.Image.merge("RGB", (photograph, photograph.rotate(90), photograph))
    with PIL.Image.open(io.BytesIO(page_images.webp_of(coloured))) as shown:
        assert len(shown.convert("RGB").getcolors(200_000) or ()) > 1000


def test_the_page_says_which_images_are_missing(printed: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    source, run = printed
    monkeypatch.setattr(
        page_module, "render_pages", lambda path, pages: render_pages(path, pages, max_bytes=1)
    )
    html = render_review(run, read_run(run).document_ids[0], source=source)
    assert "those of 2 pages, from page 1 on, are left out" in html


def test_the_page_says_that_images_need_pillow(printed: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    source, run = printed
    monkeypatch.setattr(page_images, "find_spec", lambda _: None)
    html = render_review(run, read_run(run).document_ids[0], source=source)
    assert "need Pillow" in html
    assert 'id="page-1"' not in html


def test_a_file_that_is_no_pdf_gives_no_images(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"no PDF")
    assert render_pages(tmp_path / "x.pdf", [1]).images == ()


def test_the_printed_line_of_a_mention_is_in_view(printed: Printed, open_page: Callable[[Path], Any]) -> None:
    source, run = printed
    write_reviews(run, input=source)
    page = open_page(next((run / "review").iterdir()))
    page.look_at("高橋長官", "person")
    assert page.texts("#source-caption")[0].startswith("As printed: page 3, line ")
    page.wait("document.getElementById('source-image').naturalWidth > 0")
    inside = """
        const view = document.getElementById("source-view").getBoundingClientRect();
        const line = document.getElementById("source-line").getBoundingClientRect();
        return line.height > 5 && line.top >= view.top && line.bottom <= view.bottom;"""
    assert page.run(inside)
    page.press("z")
    assert page.run(inside)
    page.click("#source-close")
    assert not page.is_shown("#source")
    assert page.complaints() == []
