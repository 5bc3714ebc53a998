"""Every sentence of the Help page."""

HELP = "Help"
ABOUT = "About this installation"
ABOUT_LIBRARY = "Library"
ABOUT_VERSION = "Version"
ABOUT_MODEL = "Who writes the answers"
ABOUT_ENCODER = "Encoder"
ABOUT_EVALUATION = "Last evaluation"
QUOTING = "nobody: answers are quoted from the papers"
HELP_SECTIONS = (
    (
        "How to use it",
        (
            "Type a question in your own words and press Enter. Ask one thing at a time; "
            "a follow-up such as “and the quarter before?” is understood.",
            "Each [number] in an answer is a button. It opens the source: the paper, the item and "
            "paragraph, the page as a picture with the words marked, and the PDF itself. "
            "“Back to the answer” returns you to the number you came from.",
            "Two page numbers may be given: the one printed on the page, and the page of the PDF. "
            "They differ where a pack has a cover or roman numbers.",
            "To ask only of some meetings, periods or papers, open “Narrow the question”. "
            "The choice stays in the page's address, so a link keeps it.",
            "“Save as Word” gives the answer with footnotes that name paper, item, paragraph "
            "and page. Printing the page leaves out the buttons.",
            "“Draft a response” turns a question and its answer into a reply for an officer to "
            "check: it names its sources, and what the papers do not give. It is sent to nobody.",
            "Under Papers each title opens a card: what the paper asks for, its cost, officer, "
            "wards, dates and key figures with their pages, and the sections that it has not.",
        ),
    ),
    (
        "What it does not do",
        (
            "It does not know anything that is not in the papers listed under Papers. It says so "
            "rather than guess, and shows the nearest passages.",
            "It gives no advice, opinion or legal view. A figure is the paper's own: check the "
            "page before you rely on it.",
        ),
    ),
    (
        "What is kept",
        (
            "Your conversations are kept on this server and shown to you alone: to your account "
            "where you have signed in, else to this browser, by a cookie that holds a random "
            "number and nothing about you. Deleting a conversation deletes it from the server.",
            "Nothing is sent to any other address, unless a language model that runs elsewhere "
            "is named below as the writer of answers: it is sent the question and the passages "
            "that were found for it.",
        ),
    ),
    (
        "Accessibility statement",
        (
            "These pages are made to meet WCAG 2.2 AA. Everything can be done with a keyboard; "
            "focus is visible; a finished answer is announced once; the pages fit a width of 320 "
            "pixels and follow your settings for dark colours and reduced motion.",
            "Known limits: the picture of a page cannot be read by a screen reader, so the same "
            "words stand above it as text, with the table’s headings where it is a table. The "
            "original PDF files are as their authors made them.",
            "How it was tested: by a program that looks for faults on every page and state, in "
            "light and dark colours and at two widths; and by journeys with a keyboard alone and "
            "at 320 pixels. People who use screen readers every day have not tried it yet.",
            "If something cannot be used, tell whoever runs this page; they answer for it.",
        ),
    ),
)
