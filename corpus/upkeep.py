"""Do the stores agree? What is wrong in a library, as sentences, and what of it can be mended."""

from dataclasses import dataclass

from corpus.catalogue import Catalogue
from corpus.database import Database
from corpus.encoder import EncodesText
from corpus.generations import Generations
from corpus.meanings import Vectors
from corpus.originals import Originals
from corpus.removal import purge
from corpus.server_index import ServerIndex
from corpus.sqlite_errors import damaged
from corpus.words import Words


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found in a library."""

    problems: tuple[str, ...] = ()
    """What is wrong, a sentence each; empty when everything agrees."""

    notes: tuple[str, ...] = ()
    """What is held, what is unfinished, and what a repair mended."""

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class Stores:
    """Everything that has to agree."""

    database: Database
    catalogue: Catalogue
    words: Words
    vectors: Vectors
    originals: Originals
    index: Generations | ServerIndex
    encoder: EncodesText


def inspect(stores: Stores) -> CheckReport:
    """Look at everything, and change nothing."""
    wrong, unfinished = stores.index.inspect()
    problems = [*_catalogue(stores), *_originals(stores), *_vectors(stores), *wrong]
    problems += stores.index.dangers()
    with stores.database.reading() as db:
        documents, papers, passages = (
            db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("documents", "papers", "passages")
        )
    pending = stores.vectors.pending()
    if pending:
        unfinished.append(f"{pending} passages can be found by words only so far.")
    held = f"{documents} files, {papers} papers, {passages} passages."
    return CheckReport(tuple(problems), (held, *unfinished))


def mend(stores: Stores) -> list[str]:
    """Mend what needs no encoder: the words index, stray files, wrong vectors. Says what it did.

    The caller holds the right to write, and makes what vectors are missing afterwards.
    """
    did = []
    if not stores.words.sound():
        stores.words.rebuild()
        did.append("The words index was made anew.")
    for stray in list(stores.originals.strays(set(stores.catalogue.all_kept().values()))):
        stray.unlink(missing_ok=True)
        did.append(f"{stray.name} belonged to no paper and was deleted.")
    found = stores.vectors.encoder()
    if found and found != stores.encoder.id:
        stores.vectors.forget()
        did.append(f"Meanings made by the encoder {found} were dropped, to be made again.")
    elif found:
        wrong = stores.vectors.misshapen(stores.encoder.dimensions)
        if wrong:
            stores.vectors.forget(wrong)
            did.append(f"{len(wrong)} damaged meanings were dropped, to be made again.")
    purge(stores.database)
    if stores.index.inspect()[0]:
        stores.index.drop()
        did.append("The index of meanings was dropped, to be made again from the catalogue.")
    return did


def _catalogue(stores: Stores) -> list[str]:
    problems = []
    with stores.database.maintaining() as db:
        found = [row[0] for row in db.execute("PRAGMA integrity_check(5)")]
        if found != ["ok"]:
            problems.append(damaged(stores.database.path, found[0]))
        if db.execute("PRAGMA foreign_key_check").fetchone():
            problems.append("The catalogue has passages of papers that it does not hold.")
        if db.execute("SELECT value FROM meta WHERE name = 'purge'").fetchone()[0]:
            problems.append("What was removed can still be read on the disk.")
    if not stores.words.sound():
        problems.append("The words index does not agree with the papers.")
    return problems


def _originals(stores: Stores) -> list[str]:
    wanted = stores.catalogue.all_kept()
    problems = [
        f"The file {kept} is missing, or is not what was added. Remove its paper and add it again."
        for id, kept in wanted.items()
        if not stores.originals.sound(kept, id)
    ]
    problems += [
        f"The file {path.name} belongs to no paper."
        for path in stores.originals.strays(set(wanted.values()))
    ]
    return problems


def _vectors(stores: Stores) -> list[str]:
    problems = []
    found = stores.vectors.encoder()
    if found and found != stores.encoder.id:
        problems.append(
            f"Meanings were made by the encoder {found}, and {stores.encoder.id} is set now."
        )
    elif found:
        wrong = stores.vectors.misshapen(stores.encoder.dimensions)
        if wrong:
            problems.append(f"{len(wrong)} meanings are damaged.")
    return problems
