"""Every sentence of the Evals page."""

EVALS = "Evals"
NOTHING_HERE = "There is nothing like that here."
EVALS_HINT = (
    "How well it answers, measured: a set of questions with known answers is put to the assistant "
    "as a reader would ask them, and a program compares each answer with the known facts. "
    "The report shows every wrong answer beside what was expected."
)
CHOOSE_SET = "Set of questions"
QUESTIONS = "question"
RUN = "Run"
NO_SUCH_SET = "Choose a set of questions that can be run, and press Run again."
BUSY_EVALUATING = "An evaluation is running already. Wait until it is done, or stop it."
NOT_KEPT = "The run cannot be kept ({reason}). Free some space, or check the folder's rights."
EVALUATION_FAILED = (
    "The evaluation ended because something went wrong here. Run it again; if it happens again, "
    "tell whoever runs this page, and give them the time."
)
INTERRUPTED = "It was cut off when the server stopped. Run it again."
ASKING_SET = "Asking {name}"
SCORING = "Scoring the answers and making the report"
STOPPING_RUN = "Stopping after the question that is being answered …"
EARLIER_RUNS = "Runs"
NO_RUNS = "Nothing has been measured here yet."
RUN_STOPPED = "Stopped after {done} of {cases}; not scored."
OPEN_REPORT = "Open the report"
GET_ANSWERS = "Download the answers"
REPORT_TITLE = "How well the assistant answers: {name}"
MEASURES = {
    "right": "right",
    "right_and_cited": "right and cited",
    "page_right": "right page",
    "declined_rightly": "rightly declined",
}
SECONDS_EACH = "{seconds:.2f} s an answer"
CANNOT_RUN = "{sets} that cannot be run on the papers that are here"
NEEDS = "{name} needs papers that are not here: {needs}."
OWN_SETS = "Questions of your own"
JUDGED = (
    "{count} kept from “Helpful” and “Something is wrong”. Download them as a spreadsheet, write "
    "what a right answer holds in the column “expect”, and add the sheet here as a set."
)
NOT_JUDGED = (
    "Answers that readers mark as helpful or wrong are kept, and can be downloaded here as a "
    "spreadsheet to make a set of."
)
GET_JUDGED = "Download the spreadsheet"
ADD_SHEET = "Add a set from a spreadsheet (CSV)"
SHEET_ADDED = "The set is there: choose it above."
NO_EVALUATION = "none yet"
LAST_RUN = "{name}, {date}: {figures}"
