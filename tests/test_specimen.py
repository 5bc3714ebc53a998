"""The specimen papers: that they can be made again, and hold what they were made to hold."""

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "corpus" / "specimen"
PDFS = sorted(FOLDER.glob("*.pdf"))
MANIFEST = tomllib.loads((FOLDER / "sources" / "papers.toml").read_text("utf-8"))


def words_of(name: str, page: int) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(FOLDER / name) as pdf:
        return " ".join(pdf[page - 1].get_textpage().get_text_range().split())


def test_every_paper_of_the_list_is_there_and_no_other():
    found = {path.name for path in FOLDER.iterdir() if path.suffix in (".pdf", ".docx")}
    assert found == {plan["file"] for plan in MANIFEST["paper"]}


def test_six_pdfs_have_sixty_pages_or_more():
    from pypdf import PdfReader

    assert len(PDFS) == 6
    assert sum(len(PdfReader(path).pages) for path in PDFS) >= 60


def test_the_printed_number_is_not_the_pdf_page():
    pack = "specimen-agenda-pack-2026-03-12.pdf"
    assert words_of(pack, 4).startswith(
        "Children, Families and Communities Board, 12 March 2026 Specimen Borough Council 1 "
    )
    assert words_of(pack, 2).split(" AGENDA")[0].endswith("Specimen Borough Council ii")
    assert "Page 1 of 6" in words_of("specimen-monitoring-q3-2025-26.pdf", 2)
    assert " S2 " in words_of("specimen-supplement-6a-2026-03-12.pdf", 2)


def test_the_agenda_names_the_page_that_a_report_begins_on():
    pack = "specimen-agenda-pack-2026-03-12.pdf"
    assert "(a) FAMILY HUBS: OPENING HOURS AND OUTREACH 7 - 12" in words_of(pack, 2)
    assert "FAMILY HUBS: OPENING HOURS AND OUTREACH" in words_of(pack, 7 + 3)


def test_the_pack_has_bookmarks_for_its_papers():
    from pypdf import PdfReader

    reader = PdfReader(FOLDER / "specimen-agenda-pack-2026-03-12.pdf")
    titles = [entry["/Title"] for entry in reader.outline if not isinstance(entry, list)]
    assert "HOME TO SCHOOL TRAVEL: DEMAND, COST AND OPTIONS" in titles
    assert len(titles) == 8


def test_the_exempt_paper_says_so_on_every_page():
    for page in range(1, 5):
        text = words_of("specimen-part-ii-short-breaks-2026-03-12.pdf", page)
        assert "PART II: NOT FOR PUBLICATION by virtue of paragraph 3" in text


@pytest.mark.parametrize(
    ("paper", "page", "words"),
    [
        ("monitoring-q3-2025-26", 5, "within 20 weeks 49.6% 65.0% 55.3% 61.4%"),
        ("agenda-pack-2026-03-12", 17, "58% were finished within the statutory 20 weeks"),
        ("monitoring-q2-2025-26", 5, "secondary schools 24.9% 21.0% 24.1% 21.8%"),
        ("monitoring-q3-2025-26", 6, "secondary schools 24.9% 21.0% 22.6% 23.4%"),
    ],
)
def test_the_papers_disagree_where_the_readme_says(paper, page, words):
    assert words in words_of(f"specimen-{paper}.pdf", page)


@pytest.mark.slow
def test_the_script_makes_the_same_bytes_again(tmp_path):
    import reportlab

    if reportlab.Version != MANIFEST["reportlab"]:
        pytest.skip(f"made with reportlab {MANIFEST['reportlab']}, and {reportlab.Version} is here")
    script = FOLDER / "build.py"
    run = subprocess.run([sys.executable, script, tmp_path], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    for path in PDFS:
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name
    word = "specimen-annual-report-2024-25.docx"
    with zipfile.ZipFile(tmp_path / word) as made, zipfile.ZipFile(FOLDER / word) as kept:
        assert made.namelist() == kept.namelist()
        for part in kept.namelist():
            assert made.read(part) == kept.read(part), part
