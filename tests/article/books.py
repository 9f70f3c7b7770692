"""Makes EPUBs for the tests, sound ones and others."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>"""


def chapter(body: str, *, head: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head><title>no part of the text</title>{head}</head><body>{body}</body></html>"
    )


def package(
    chapters: list[str], *, metadata: str = "", manifest: str = "", spine: str = "", toc: str = ""
) -> str:
    """The package document of a book with these chapters, in this order."""
    items = "".join(
        f'<item id="c{n}" href="{path}" media-type="application/xhtml+xml"/>'
        for n, path in enumerate(chapters)
    )
    refs = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    return (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"{metadata}</metadata><manifest>{items}{manifest}</manifest>"
        f"<spine{toc}>{refs}{spine}</spine></package>"
    )


NAV_ITEM = '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
NCX_ITEM = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'


def nav(entries: str) -> str:
    return chapter(f'<nav epub:type="toc"><h2>Contents</h2><ol>{entries}</ol></nav>')


def epub(files: Mapping[str, str | bytes], *, container: str | None = CONTAINER) -> bytes:
    """The bytes of a book of these files, by their paths in the container."""
    whole: dict[str, str | bytes] = {"mimetype": "application/epub+zip"}
    if container is not None:
        whole["META-INF/container.xml"] = container
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for path, content in {**whole, **files}.items():
            book.writestr(path, content)
    return out.getvalue()


def simple(*bodies: str, **options: str) -> bytes:
    """A book whose chapters have these bodies; with `nav` or `ncx`, that table of contents."""
    contents = {
        name: options.pop(key)
        for key, name in (("nav", "OEBPS/nav.xhtml"), ("ncx", "OEBPS/toc.ncx"))
        if key in options
    }
    manifest = options.pop("manifest", "")
    manifest += NAV_ITEM * ("OEBPS/nav.xhtml" in contents)
    manifest += NCX_ITEM * ("OEBPS/toc.ncx" in contents)
    names = [f"{n}.xhtml" for n in range(1, len(bodies) + 1)]
    files = {f"OEBPS/{name}": chapter(body) for name, body in zip(names, bodies, strict=True)}
    return epub(
        {"OEBPS/book.opf": package(names, manifest=manifest, **options), **files, **contents}
    )
