from make_pdf import area, lines, make_pdf, text

from ingest.pdf import read_pdf

BLACK, RED = (0, 0, 0), (1, 0, 0)


def read(tmp_path, *things):
    [page] = read_pdf(make_pdf(tmp_path / "a.pdf", things)).pages
    return [line.text for line in page.blocks]


def dot(left, top, across=3.0, colour=BLACK):
    """A small filled shape, as browsers draw a bullet."""
    return area(left, top, left + across, top + across, colour)


def test_a_bullet_drawn_as_a_shape_stands_before_its_line(tmp_path):
    assert read(
        tmp_path,
        text(50, 60, "The park needs:"),
        *lines(60, 80, "Forty trees", "Ten benches that are", "not too low"),
        dot(51, 84),
        dot(51, 96),
    ) == ["The park needs:", "• Forty trees", "• Ten benches that are", "not too low"]


def test_a_coloured_dot_is_a_rating_and_no_bullet(tmp_path):
    assert read(tmp_path, text(60, 80, "Trees planted"), dot(51, 84, colour=RED)) == [
        "Trees planted"
    ]


def test_a_dot_amid_words_is_no_bullet(tmp_path):
    assert read(tmp_path, text(50, 80, "Trees"), dot(90, 84), text(96, 80, "and benches")) == [
        "Trees and benches"
    ]


def test_a_dot_far_from_any_line_is_no_bullet(tmp_path):
    assert read(tmp_path, text(160, 80, "Trees planted"), dot(51, 84)) == ["Trees planted"]


def test_a_shape_larger_than_the_type_is_no_bullet(tmp_path):
    assert read(tmp_path, text(60, 80, "Trees planted", size=5), dot(52, 80, across=6)) == [
        "Trees planted"
    ]


def test_a_line_with_a_number_of_its_own_needs_no_bullet(tmp_path):
    assert read(
        tmp_path,
        *lines(60, 80, "(ii) Forty trees", "3.4 Ten benches", "4 gates"),
        dot(51, 84),
        dot(51, 96),
        dot(51, 108),
    ) == ["(ii) Forty trees", "3.4 Ten benches", "• 4 gates"]
