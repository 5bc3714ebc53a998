"""PDFs made to exhaust whoever reads them, each a few lines of our own."""

import zlib
from collections.abc import Callable, Iterator

Objects = dict[int, bytes]

CATALOG, PAGES = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
BOX = b"/MediaBox[0 0 612 792]"
MANY = 100_000


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(content), content)


def packed(content: bytes, *, times: int = 1) -> bytes:
    """A compressed stream object, several times over."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    return stream(content, b"/Filter[%s]" % (b"/FlateDecode" * times))


def page(more: bytes = b"/Contents 4 0 R", box: bytes = BOX) -> bytes:
    """A page that draws object 4 with the font of object 5."""
    return b"<</Type/Page/Parent 2 0 R%s/Resources<</Font<</F1 5 0 R>>>>%s>>" % (box, more)


def pdf(objects: Objects, trailer: bytes = b"") -> bytes:
    """A file of these objects, with a right table of where they are."""
    out, at = bytearray(b"%PDF-1.7\n"), {}
    for number, body in objects.items():
        at[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    out += b"".join(b"%010d 00000 n \n" % at.get(number, 0) for number in range(1, size))
    trailer = trailer.replace(b"HERE", b"%d" % start)
    return bytes(out) + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        trailer,
        start,
    )


def one_page(content: bytes, **objects: bytes) -> bytes:
    """A file of one page with this content stream object."""
    plain: Objects = {1: CATALOG, 2: PAGES, 3: page(), 4: content, 5: FONT}
    return pdf(plain | {int(name[1:]): body for name, body in objects.items()})


def drawing(words: bytes) -> bytes:
    """A content stream that draws in the font."""
    return b"BT /F1 12 Tf 72 700 Td %s ET" % words


def forms(depth: int, *, ring: bool = False) -> bytes:
    """Forms that draw ten forms each, to a depth; as a ring the last draws the first."""
    objects: Objects = {
        1: CATALOG,
        2: PAGES,
        3: page(b"/Contents 4 0 R").replace(b"/Font<<", b"/XObject<</X 10 0 R>>/Font<<"),
        4: stream(b"/X Do"),
        5: FONT,
    }
    for level in range(depth):
        last = level == depth - 1
        drawn = drawing(b"(again) Tj") if last and not ring else b"/X Do " * 10
        following = 10 if last else 11 + level
        objects[10 + level] = stream(
            drawn,
            b"/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources"
            b"<</Font<</F1 5 0 R>>/XObject<</X %d 0 R>>>>" % following,
        )
    return pdf(objects)


def deep_pages(depth: int) -> bytes:
    """A tree of pages with one branch at each level."""
    objects: Objects = {1: CATALOG, 2: b"<</Type/Pages/Count 1/Kids[10 0 R]>>", 5: FONT}
    for number in range(10, 10 + depth):
        objects[number] = b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (number + 1)
    objects[10 + depth] = b"<</Type/Page%s>>" % BOX
    return pdf(objects)


def bookmarks_in_a_ring() -> bytes:
    """Bookmarks of which the last leads to the first."""
    root = b"<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>"
    mark = b"<</Title(Item)/Parent 6 0 R/Next %d 0 R/First %d 0 R/Dest[3 0 R/Fit]>>"
    return pdf(
        {
            1: root,
            2: PAGES,
            3: page(),
            4: stream(drawing(b"(Round) Tj")),
            5: FONT,
            6: b"<</Type/Outlines/First 7 0 R/Last 8 0 R/Count 2>>",
            7: mark % (8, 8),
            8: mark % (7, 7),
        }
    )


def wide_font() -> bytes:
    """A font whose table of letters is three thousand whole alphabets."""
    ranges = b"1 beginbfrange <0000> <ffff> <0041> endbfrange\n" * 3000
    table = packed(b"begincmap\n" + ranges + b"endcmap")
    font = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 6 0 R"
    font += b"/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/X/W[0 99999999 500]>>]>>"
    return one_page(stream(drawing(b"(abc) Tj")), _5=font, _6=table)


BOMBS: dict[str, Callable[[], bytes]] = {
    "arrays nested 20,000 deep": lambda: one_page(b"[" * 20_000 + b"]" * 20_000),
    "arrays nested 100,000 deep in a page": lambda: one_page(stream(b"[" * MANY)),
    "a page tree 5,000 deep": lambda: deep_pages(5_000),
    "a page tree that holds itself": lambda: pdf(
        {1: CATALOG, 2: b"<</Type/Pages/Count 1/Kids[2 0 R]>>"}
    ),
    "a page as large as a county": lambda: pdf(
        {
            1: CATALOG,
            2: PAGES,
            3: page(box=b"/MediaBox[0 0 99999999999 99999999999]"),
            4: stream(drawing(b"(Wide) Tj")),
            5: FONT,
        }
    ),
    "70 MB of blanks": lambda: one_page(packed(b" " * 70_000_000)),
    "2 GB of blanks, packed twice": lambda: one_page(_two_gigabytes()),
    "3 million words on a page": lambda: one_page(packed(drawing(b"(a) Tj " * 3_000_000))),
    "200,000 words, each in its own place": lambda: one_page(
        packed(drawing(b"(a) Tj 1 0 0 1 5 5 Tm " * 200_000))
    ),
    "a billion words by forms in forms": lambda: forms(9),
    "forms in a ring": lambda: forms(3, ring=True),
    "bookmarks in a ring": bookmarks_in_a_ring,
    "a file that is its own earlier version": lambda: pdf(
        {1: CATALOG, 2: PAGES, 3: page(), 4: stream(drawing(b"(Before) Tj")), 5: FONT},
        b"/Prev HERE",
    ),
    "a font of 200 million letters": wide_font,
    "100,000 objects": lambda: pdf(
        {1: CATALOG, 2: PAGES, 3: page(), 4: stream(drawing(b"(Many) Tj")), 5: FONT}
        | {number: b"<</A 1>>" for number in range(10, MANY)}
    ),
    "100,000 pages": lambda: pdf(
        {
            1: CATALOG,
            2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (MANY, b"3 0 R " * MANY),
            3: page(),
            4: stream(drawing(b"(Same) Tj")),
            5: FONT,
        }
    ),
    "50 MB of zeros": lambda: b"%PDF-1.7\n" + bytes(50_000_000),
    "a table of a billion objects": lambda: (
        b"%PDF-1.7\ntrailer\n<</Size 999999999>>\nstartxref\n9\n%%EOF"
    ),
}
"""Each by what it does; made when called."""


def _two_gigabytes() -> bytes:
    packing = zlib.compressobj(9)

    def parts() -> Iterator[bytes]:
        for _ in range(40):
            yield packing.compress(bytes(50_000_000))
        yield packing.flush()

    content = zlib.compress(b"".join(parts()), 9)
    return stream(content, b"/Filter[/FlateDecode/FlateDecode]")
