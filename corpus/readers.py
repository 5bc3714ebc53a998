"""Who asks, and what they may see: the one place where that is decided."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

PUBLIC = "public"
MEMBER = "member"
OFFICER = "officer"
ADMINISTRATOR = "administrator"

ROLES = (PUBLIC, MEMBER, OFFICER, ADMINISTRATOR)
"""From the least to the most that is seen; each sees what those before it see."""

BODY = "body:"
"""How a label begins that names one body, whose members alone may see what bears it."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One person, or the public, as they are known while a request is answered."""

    name: str = ""
    """As shown on the screen; "" for the public and for the one reader of a laptop."""

    role: str = PUBLIC
    """One of ROLES; any other is treated as public."""

    bodies: frozenset[str] = frozenset()
    """The boards and committees that a member sits on, in body_label's spelling."""

    key: str = ""
    """What the account is known by, which never changes and is never shown; "" for none."""

    @property
    def signed_in(self) -> bool:
        """Whether an account stands behind it."""
        return bool(self.key)

    @property
    def changes_papers(self) -> bool:
        """Whether they may add, label and remove papers."""
        return self.role in (OFFICER, ADMINISTRATOR)

    @property
    def administers(self) -> bool:
        """Whether they may see to accounts and to what was recorded."""
        return self.role == ADMINISTRATOR


THE_PUBLIC = Reader()
"""Whoever has not signed in, where there are accounts."""

THE_ONE_READER = Reader(role=ADMINISTRATOR)
"""Whoever sits at the machine, where there are no accounts: sees and changes everything."""


def body_label(body: str) -> str:
    """The label of what only the members of this body may see; one for every way to space it."""
    return BODY + " ".join(body.split()).casefold()


def may_see(reader: Reader, label: str) -> bool:
    """Whether a reader may see what bears this label. A label that is not known is exempt.

    The public see what is public; members also what is for members and what is for a body
    of theirs; officers and administrators everything. Being a member is no right to what
    is exempt: an officer labels it for the body whose members may see it.
    """
    if reader.role in (OFFICER, ADMINISTRATOR):
        return True
    if label == "public":
        return True
    if reader.role != MEMBER:
        return False
    return label == "members" or (label.startswith(BODY) and label in reader.bodies)


def seen_by(reader: Reader, labels: Iterable[str]) -> frozenset[str]:
    """Those of these labels that a reader may see."""
    return frozenset(label for label in labels if may_see(reader, label))


def reader_of(role: str, bodies: Collection[str] = (), *, name: str = "", key: str = "") -> Reader:
    """A reader from what an account or an identity provider says; an unknown role is public."""
    return Reader(
        name=name,
        role=role if role in ROLES else PUBLIC,
        bodies=frozenset(body_label(body.removeprefix(BODY)) for body in bodies if body.strip()),
        key=key,
    )
