"""Everything that has been added, opened as one: words, meanings, papers and original files."""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

from corpus.deciding import Deciding
from corpus.encoder import Encoder, EncodesText
from corpus.errors import LibraryBusy, LibraryDamaged, LibraryError
from corpus.labelling import Given
from corpus.locks import WriterLock
from corpus.near_words import count_words
from corpus.papers import Document, Paper, Passage, Progress
from corpus.private import keep_private
from corpus.removal import find, purge, purge_due, take_out
from corpus.replacing import clear_staging
from corpus.salvage import refuse_without_catalogue
from corpus.upkeep import CheckReport, Stores, inspect, mend

logger = logging.getLogger(__name__)

EMBEDDED_TOGETHER = 128
"""Passages encoded between two commits: what a crash can cost is a few seconds' work."""


class Library(Deciding):
    """A data folder, opened. Threads may share it; other processes may read it meanwhile."""

    def __init__(
        self, data: Path, encoder: EncodesText, chroma_url: str, reranker: str = ""
    ) -> None:
        super().__init__(data, encoder, chroma_url)
        self.reranker = reranker
        """Folder or name of the cross-encoder that orders hits again; "" for none."""

        self._lock = WriterLock(data)
        self._adding = threading.Lock()
        self._embedding = threading.Lock()

    @classmethod
    def open(
        cls,
        data: Path,
        *,
        encoder: EncodesText | None = None,
        chroma_url: str = "",
        reranker: str = "",
    ) -> "Library":
        """Open a library, making an empty one where there is none.

        Reading needs no right but the folder's. The encoder loads when it is
        first needed. Finishes, unless another process is writing, what a
        crash left half done. Raises LibraryError or LibraryDamaged.
        """
        data = Path(data).expanduser()
        try:
            if not data.exists():
                data.mkdir(mode=0o700, parents=True)
                data.chmod(0o700)
            elif not data.is_dir():
                raise LibraryError(f"{data} is a file; the library needs a folder of its own.")
            elif not any(data.iterdir()):
                data.chmod(0o700)
        except OSError as error:
            raise LibraryError(
                f"The library's folder {data} cannot be made ({error.strerror or error}). "
                "Choose another with BOARD_PAPERS_DATA or --data."
            ) from error
        refuse_without_catalogue(data)
        library = cls(data, encoder or Encoder(), chroma_url, reranker)
        try:
            library._tidy()
        except BaseException:
            library.close()
            raise
        return library

    def close(self) -> None:
        """Let go of everything. Again is a no-op."""
        self._index.close()
        self._database.close()

    def __enter__(self) -> "Library":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # What changes it

    def writing(self) -> AbstractContextManager[None]:
        """Hold the right to change it; re-entrant. Raises LibraryBusy when another process does."""
        return self._lock.held()

    def add(
        self,
        document: Document,
        papers: Sequence[Paper],
        passages: Sequence[Passage],
        original: bytes,
        acronyms: Mapping[str, str] | None = None,
        given: Given | None = None,
    ) -> None:
        """Take in one document, whole or not at all; it can then be found by words.

        The same bytes again are a no-op. embed_pending makes it findable by meaning.
        `given` is who may see it, where whoever adds it says so.
        """
        with self._adding, self.writing():
            if self.holds(document.sha256):
                return
            try:
                kept = self._originals.keep(document.sha256, document.name, original)
            except OSError as error:
                raise LibraryError(
                    f"{document.name} could not be stored in {self.data} "
                    f"({error.strerror or error}). Check that its disk has room."
                ) from error
            try:
                self._catalogue.add(
                    document, papers, passages, kept=kept, acronyms=acronyms or {}, given=given
                )
            except BaseException:
                self._originals.forget(kept)
                raise

    def embed_pending(
        self,
        progress: Progress | None = None,
        should_stop: Callable[[], bool] | None = None,
        *,
        together: int = EMBEDDED_TOGETHER,
    ) -> int:
        """Make the vectors that are missing, then the index of them; returns how many were made.

        Each batch of `together` is kept as it is made, so stopping or a crash loses one batch.
        With nothing missing it still brings the index up to date. Raises
        OtherEncoder when those held were made by another encoder.
        """
        made = 0
        with self._embedding, self.writing():
            while (pending := self._vectors.pending()) and not (should_stop and should_stop()):
                self._refuse_other_encoder()
                batch = self._vectors.next_texts(together)
                vectors = self._encoder.encode([text for _, text in batch])
                before = made
                made += self._vectors.keep([n for n, _ in batch], vectors, self._encoder.id)
                if progress:
                    progress("meanings", made, max(made, before + pending))
            if not (should_stop and should_stop()):
                self._index.update(progress, should_stop)
                self._make_near_words()
        return made

    def remove(self, name: str) -> int:
        """Take out a document or a paper; returns how many passages went.

        `name` is the id of either (8 digits of a document's are enough), a
        file's name or a paper's title. The index of meanings goes too, so that
        nothing of it stays there; embed_pending makes it again, and exact
        search answers until then. A document goes with its last paper;
        until then its file stays, and adding it again does nothing. Raises
        NoSuchPaper for an unknown name, LibraryError for one that several have.
        """
        with self.writing():
            kind, id = find(self._database, name)
            passages, kept = take_out(self._database, kind, id)
            if kept:
                self._originals.forget(kept)
            self._index.drop()
            self._purge()
        return passages

    # Keeping it in order

    def reindex(self) -> None:
        """Bring the index of meanings up to labels that have changed; it needs no encoder.

        Until then every passage is compared, which takes longer and misses nothing. Raises
        LibraryBusy when another process is writing: that one does it when it has finished.
        """
        with self._embedding, self.writing():
            self._index.update(None, None)

    def check(self) -> CheckReport:
        """Do the stores agree? Changes nothing. Raises LibraryDamaged if nothing can be read."""
        return inspect(self._stores())

    def repair(self, progress: Progress | None = None) -> CheckReport:
        """Mend what can be mended, vectors of another encoder included, and check again."""
        with self.writing():
            self._purge()
            did = mend(self._stores())
            self.embed_pending(progress)
            report = self.check()
        return CheckReport(report.problems, (*did, *report.notes))

    def _make_near_words(self) -> None:
        texts = (p.text for paper in self.papers() for p in self.passages(paper.id))
        self._near.make(count_words(texts), self._encoder.encode, self._encoder.id)

    def _stores(self) -> Stores:
        return Stores(
            self._database,
            self._catalogue,
            self._words,
            self._vectors,
            self._originals,
            self._index,
            self._encoder,
        )

    def _purge(self) -> None:
        """Make what was removed unreadable: its words beside the catalogue, then those in it."""
        if purge_due(self._database):
            self._near.drop()
            purge(self._database)

    def _tidy(self) -> None:
        """Finish what a crash cut short, unless somebody is writing or nobody may.

        What cannot be done now, on a full disk for one, is left for the next time.
        """
        if not self._database.writable:
            return
        try:
            with self.writing():
                keep_private(self.data)
                clear_staging(self.data)
                self._purge()
                self._index.tidy()
                for stray in list(self._originals.strays(set(self._catalogue.all_kept().values()))):
                    stray.unlink(missing_ok=True)
        except LibraryDamaged:
            raise
        except LibraryBusy:
            pass
        except (LibraryError, OSError) as error:
            logger.warning("The library in %s could not be tidied: %s", self.data, error)
