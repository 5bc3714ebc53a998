"""Every sentence of signing in, and of the gate that lets nobody past to what is not theirs."""

SIGN_IN = "Sign in"
SIGN_OUT = "Sign out"
NAME = "Name"
PASSWORD = "Password"
WHY_SIGN_IN = (
    "Members and officers sign in to see the papers that are theirs to see. "
    "What is public needs no sign-in."
)
SIGN_IN_ELSEWHERE = "Sign in with the council's account"
OR = "or"
WITHOUT_SIGNING_IN = "Go on without signing in"
ONWARD = "Signing in"
ONWARD_LINK = "Go on to the council's sign-in page"
ERROR_TITLE = "Error"
WRONG_PASSWORD = "This name and this password do not belong together. Check both and try again."
SIGN_IN_AGAIN = "This sign-in was begun too long ago or in another window. Sign in again."
ROLES = {
    "public": "public",
    "member": "member",
    "officer": "officer",
    "administrator": "administrator",
}
NOT_FOR_YOU = "Adding and removing papers is for officers: sign in as one."
NOT_ENCRYPTED = (
    "Passwords and papers go over the network as they are: put a proxy with TLS in front, and "
    "give its address in BOARD_PAPERS_PUBLIC_URL."
)
UNLABELLED_IS_EXEMPT = (
    "There are accounts now, so a paper that bears no mark of its own counts as exempt until an "
    "officer says who may see it."
)

# What the gate says

NO_SUCH_DOOR = "There is nothing here."
WRONG_HOST = "This server does not answer to that name."
FROM_ELSEWHERE = "This came from another site, so nothing was done. Use the pages of this one."
NOT_BELIEVED = "Who this is from cannot be established."
NOT_YOURS = "This is not for your account."
SIGN_IN_FIRST = "Sign in first."
NOT_YOUR_STREAM = "This belongs to somebody else's page. Load yours again."
