"""Every sentence of the Access page and its commands, and labels in words."""

from corpus.readers import BODY

TAB = "Access"
HINT = (
    "Who may see each paper. A label is read from the paper's own marks; an officer confirms it or "
    "changes it, for the paper or for pages of it. A change holds from the next question on."
)
NONE_HELD = "The library holds no papers yet."
AWAITING = "Awaiting a decision: {papers}."
NONE_AWAIT = "Every paper has been decided on."
CLOSED_MEANWHILE = "Until then officers alone see those without a mark of their own."
DOUBTS = "Without a mark, and yet in the words of exempt papers: {papers}. Look at these first."
DOUBTFUL = "To look at first"
WITHOUT = "Awaiting a decision"
DECIDED = "Decided"
NOW = "Now"
READ = "As read"
UNTIL = "Exempt until decided on"
CONFIRM = "Confirm: {label}"
CONFIRM_FILE = "Confirm all {papers} of this file as read"
CHANGE = "Change"
CHANGING = "Who may see “{title}”?"
CHOOSE = "Choose “Change” beside a paper to change its label."
LABEL = "Who may see it"
BODY_NAME = "Name of the board or committee"
BODY_HINT = "For one board or committee only: as its members' accounts name it"
PARAGRAPH = "Paragraph of Schedule 12A that makes it exempt"
PARAGRAPH_HINT = "For what is exempt: such as 3, or 1, 2; may be left empty"
WHAT = "What it is for"
WHOLE = "The whole paper"
PAGES = "Pages of it"
FROM = "From page"
TO = "To page"
PAGE_HINT = "For pages of it: the PDF's page, counting from 1"
REASON = "Why"
REASON_HINT = "Kept with your name and the time"
SAVE = "Save"
CANCEL = "Cancel"
SAVED = "“{title}” is now labelled: {label}."
SAVED_PAGES = "Pages {first} to {last} of “{title}” are now labelled: {label}."
CONFIRMED = "Confirmed: “{title}”, {label}."
CONFIRMED_FILE = "Confirmed: {papers}."
AS_READ = "Confirmed as read: it bears a mark."
AS_UNMARKED = "Confirmed as read: it bears no mark."
STAY = "Pages that stay closer held by their own marks: {pages}. To open them, label these pages."
NOT_A_PAGE = "Write the pages as numbers, counting from 1."
GONE = "This paper is no longer in the library."
HISTORY = "What was decided before"
NO_HISTORY = "Nothing has been decided on this paper yet."
DECIDED_BY = "{label}, by {who}, {when}: {reason}"
WAS = "before: {label}"
PARTS = "Pages held more closely: {pages}."
PAGES_OF = "pages {first} to {last}"
PAGE_OF = "page {first}"
TRAIL = "The trail"
TRAIL_HINT = (
    "Who asked, looked, added, removed and decided, and which papers answered. Texts of papers are "
    "not in it."
)
TRAIL_EMPTY = "Nothing has been noted yet."
TRAIL_COLUMNS = ("When", "Who", "What", "Of what")
TRAIL_CSV = "Save as a table (CSV)"
TRAIL_JSON = "Save as JSON lines"
TRAIL_CHECK = "Check the trail"
TRAIL_SOUND = "The trail is whole: {acts}. Its seal is {seal}"
TRAIL_LATEST = "The latest {acts}"
THE_PUBLIC = "the public"
ONE_READER = "the one reader"
ADDED_AS = "Treated as exempt where there are accounts, until an officer decides"
NOT_MARKED = "{title}: it has no mark of its own, but it says: “{words}”."

LABELS = {
    "public": "Public",
    "members": "For members only",
    "officers": "For officers only",
    "exempt": "Exempt: not for publication",
}


def label_words(label: str, paragraph: str = "") -> str:
    """A label as a person reads it: "Exempt: not for publication (paragraph 3)"."""
    if label.startswith(BODY):
        return f"For members of {label[len(BODY) :].title()} only"
    words = LABELS.get(label, LABELS["exempt"])
    if paragraph and words == LABELS["exempt"]:
        several = "paragraphs" if "," in paragraph else "paragraph"
        return f"{words} ({several} {paragraph} of Schedule 12A)"
    return words


def pages_words(first: int, last: int) -> str:
    """ "page 3", "pages 3 to 5"."""
    form = PAGE_OF if first == last else PAGES_OF
    return form.format(first=first, last=last)
