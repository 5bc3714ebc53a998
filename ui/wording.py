"""Every word that the screens say, to be read and corrected by a clerk.

What one page alone says lies beside it: help_words.py, evals_words.py, access_words.py,
sign_in_words.py.
"""

TITLE = "Board papers"
TAGLINE = "Ask what the papers say, and see the page that says it."

WHAT_IT_IS = (
    "This answers questions from the board papers that were added here, and from nothing else.",
    "Each statement carries a number: open it and you see the paper, the paragraph and the page, "
    "with the words marked.",
    "When the papers do not hold the answer it says so, and shows where it looked.",
    "It does not give advice, opinions or legal views, and it knows nothing that happened after "
    "the papers were written.",
    "Check the page before you rely on a figure: the paper is the record, not the answer.",
)
TRY_ONE = "Questions to try"
EMPTY = "There are no papers here yet."
NO_PAPERS_YET = (
    "There are no papers here yet. Open the Papers page and add a meeting's PDF or Word files; "
    "you can ask about them as soon as they have been read."
)

QUESTION_LABEL = "Your question"
QUESTION_HINT = "For example: what was the forecast outturn for agency staff?"
ASK = "Ask"
STOP = "Stop"
STOPPED = "Stopped. The question is back in the box, to ask again or to change."
EMPTY_QUESTION = "Type a question first."
LONGEST_QUESTION = 2000
"""Characters; longer is most likely a whole paper pasted in by mistake."""
TOO_MANY_AT_ONCE = (
    "Several of your questions are still being answered. Wait for one of them, then ask again."
)
CONVERSATION_FULL = (
    "This conversation has {most} questions, as many as one can have. "
    "Press “New conversation” and ask again there; this one is kept."
)
TOO_LONG = (
    f"That is over {LONGEST_QUESTION} characters. Ask one question at a time, in a sentence or two."
)

STATES = {
    "searching": "Searching the papers …",
    "reading": "Reading the passages that were found …",
    "answering": "Writing the answer …",
    "drafting": "Drafting a response from the papers …",
    "checking": "Checking what was written against the papers …",
}
STATUS = {
    "answered": "",
    "not_in_papers": "Not in the papers",
    "declined": "Not a question for the papers",
    "error": "Something went wrong",
}
WENT_WRONG = (
    "The question could not be answered because something went wrong here. "
    "Ask again; if it happens again, tell whoever runs this page, and give them the time."
)
READY = "Answer ready. "
NEAREST = "The nearest passages, which do not answer it"
NARROWED = "Asked of"
HELD = "The library holds {held}."
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NO_LONGER_SEEN = (
    "This answer rested on a paper that is no longer here, or no longer yours to see, "
    "so it is not shown. The question can be asked again."
)
SOURCES = "Sources"
FOLLOW_UPS = "Ask next"
NOTES = "Worth knowing"

ACCESS = {
    "exempt": "Exempt: not for publication",
    "members": "For members only",
    "officers": "For officers only",
}
SOURCE = "Source"
NO_HEADING = "No heading"
ROW = "Row"
AS_PRINTED = "The row as printed"
NO_SOURCE_YET = "Open a number in an answer to see its page here."
MARKED = "The quoted words are marked on the page below."
MARKED_OVER = "Part of the quoted words is marked below; the rest is on the next or previous page."
MARKED_IN_PART = "Part of the quoted words is marked below; the rest was not found on the picture."
CLOSE_UP = "The marked words, larger."
NOT_MARKED = (
    "The quoted words could not be found on the picture of this page, so nothing is marked. "
    "They are given as text above."
)
OTHER_PAGE = (
    "The quoted words are on page {page} of the PDF; this is another page of the same paper."
)
NO_PAGES = "This file has no pages to show a picture of. This is the passage in its place:"
NOT_THERE_NOW = (
    "This paper is no longer in the library, so its page cannot be shown. "
    "The passage is given as it was."
)
PAGE_WITHHELD = "This page also holds something that is not for every reader, so it is not shown."
OPEN_PDF = "Open the PDF at this page"
OPEN_FILE = "Download the file"
DOWNLOAD = "Download"
PREVIOUS_PAGE = "Previous page"
NEXT_PAGE = "Next page"
TO_MARKED_PAGE = "Back to the quoted page"
BACK_TO_ANSWER = "Back to the answer"
BACK_TO_BRIEF = "Back to the brief"
BACK_TO_CARD = "Back to the card"
BACK_TO_LIST = "Back to the list"

CORRECTION = "What is wrong, or what should it say? It is kept for those who improve the answers."
SEND = "Send"
LEAVE = "Leave it"
THANKS = "Thank you: that was kept."
DRAFT = "Draft a response"
DRAFT_OF = "Draft response:"
COPY = "Copy with sources"
EXPORT = "Save as Word"
EXPORT_ALL = "Save this conversation as Word"
EXPORT_TITLE = "Answers from the board papers"
EXPORT_NOTE = (
    "Made on {date} from the papers named in the footnotes. "
    "Check each page before you rely on it: the paper is the record."
)
HELPFUL = "Helpful"
WRONG = "Something is wrong"

NARROW = "Narrow the question"
NARROW_NONE = "All papers"
MEETINGS = "Meetings"
PERIODS = "Periods"
TRY_FIGURE = "What was the figure for {name} in {period}?"
TRY_ASKED = "What is the Board asked to do about {title}?"
TRY_PROGRESS = "What progress was made in {period} on “{name}”?"
TRY_COLUMN = "{name}: {column}?"
TRY_DECIDED = "What was decided under {number}, {title}?"
TRY_MONEY = "What are the financial implications of {title}?"
TRY_OFFICER = "Who is the reporting officer for {title}?"

NOW_NARROWED = "The next questions are asked of: {words}."
NOT_NARROWED = "The next questions are asked of all papers."

MEETING_TAB = "Meetings"
CHOOSE_MEETING = "Meeting"
NO_MEETING = "No paper here says which meeting it is for. Papers that do are listed by meeting."
UNDATED = "Papers without a meeting"
BRIEF_NOTE = (
    "What each item asks, costs and sets dates for, in the papers' own words. "
    "A line that is missing was not found in the paper; it may still be there."
)
OFFICER = "Reporting officer"
ASKED_TO = "Asked"
MONEY = "Money"
MONEY_ELSEWHERE = "Money (named in passing)"
DATES = "Dates"
KEY_FIGURE = "Key figure"
MISSING = "No section was found on"
PORTFOLIO = "Portfolio"
WARDS = "Wards"
ITEM = "Item"
CHANGED = "Changed"
WAS = "was"
REPLACES = "A later paper, which replaces"
DECIDED = "Decided"
NO_RECOMMENDATION = "No recommendation was found."
NO_MONEY = "No section on money was found, and no amount."
NO_DECISION = "No decision was found in these minutes."
LINES = (
    *(ASKED_TO, MONEY, MONEY_ELSEWHERE, DATES, CHANGED, OFFICER, PORTFOLIO, WARDS),
    *(KEY_FIGURE, MISSING, REPLACES),
)
"""What a line of a brief or a card can be about: shown in bold."""
MORE_CHANGED = "and {count} more that changed."

CONVERSATIONS = "Conversations"
NO_CONVERSATIONS = "Nothing has been asked from this browser yet."
DELETE = "Delete"
RENAME = "Rename"
NEW_CONVERSATION = "New conversation"

PAPERS = "Papers"
ADD_LABEL = "Add papers"
ADD_HINT = (
    "PDF, Word, text and Markdown files, several at once. Each can be asked about as soon as it "
    "has been read; what cannot be read is named with the reason."
)
ADDING = "Adding"
STEPS = {
    "meanings": "Working out meanings; the papers can be asked about by their words already",
    "index": "Bringing the index up to date",
}
OF_THIS_FILE = " for this file"
CANCEL = "Cancel"
CANCELLING = "Stopping after the page that is being read …"
CANCELLED = "Stopped. Files that were finished are in; nothing is half added."
BUSY_ADDING = "Papers are being added already. Wait until that is done, or cancel it."
ADDING_FAILED = (
    "Adding stopped because something went wrong here. Files that were finished are in; "
    "add the others again."
)
REFUSED = "Not added"
LEFT_OUT = "Pages left out"
UNCHANGED = "In the library already"
NOW_HERE = "Added"
NOTHING_ADDED = "Nothing new was added."
GONE_SINCE = "That paper is no longer here. Open this page again to see what is."
GONE = "The removed file is kept no longer. Add it again from where you have it."
ADDED = "added"
READY_TO_ASK = "ready"
WORDS_ONLY = "found by its words; meanings are still being made"
SKIPPED = "{pages} left out"
OPEN = "Open"
OPEN_PAPER = "Open the paper"
NO_CARD_YET = (
    "Open a paper's title to see its card here: what it asks for, its cost, officer, wards, dates "
    "and key figures, each with its page, and the sections that it has not."
)
SOUND = "The stores of the library agree."
QUOTES_INSTEAD = "Until then answers quote the papers."
REMOVE = "Remove"
REMOVED = "{name} was removed."
UNDO = "Put it back"


def plural(count: int, one: str, many: str = "") -> str:
    """ "1 paper", "2 papers", "1,200 passages"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
