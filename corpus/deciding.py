"""The part of a library that officers decide on: who may see each paper, and why."""

from collections.abc import Sequence
from pathlib import Path

from corpus.encoder import EncodesText
from corpus.errors import LibraryError
from corpus.labelling import Labelling
from corpus.labels import Label, Standing, as_label, as_paragraph, as_reason
from corpus.removal import find
from corpus.searching import Searching
from corpus.standings import standings


class Deciding(Searching):
    """A library whose papers bear labels; a decision on one waits for nobody who is writing."""

    def __init__(self, data: Path, encoder: EncodesText, chroma_url: str) -> None:
        super().__init__(data, encoder, chroma_url)
        self._labelling = Labelling(self._database)

    def label(
        self,
        paper: str,
        access: str,
        *,
        who: str,
        reason: str,
        paragraph: str = "",
        pages: tuple[int, int] | None = None,
    ) -> Label:
        """Decide who may see a paper, or pages of it; it holds from the next question on.

        `paper` is its id or title. Nobody who is writing has to be waited for. Raises
        BoardPapersError for a label, a paragraph or pages that cannot be, or no reason.
        """
        return self._labelling.decide(
            self.paper_id(paper),
            as_label(access),
            who=who,
            reason=as_reason(reason),
            paragraph=as_paragraph(paragraph),
            pages=pages,
        )

    def standings(self, papers: Sequence[str] | None = None) -> list[Standing]:
        """Who may see each paper and why, of all or of these ids. Whoever asks."""
        return standings(self._database, papers)

    def decisions(self, paper: str = "") -> list[Label]:
        """What was decided on a paper, by id or title, or on all; the latest first."""
        return self._labelling.history(self.paper_id(paper) if paper else "")

    def require_labels(self, required: bool = True, *, even_if_lost: bool = False) -> bool:
        """Treat what bears no label as exempt, as where there are accounts; whether that is new.

        A library that lost decisions keeps all but what is decided closed, unless told.
        """
        return self._labelling.require(required, even_if_lost=even_if_lost)

    def labels_required(self) -> bool:
        """Whether what bears no label is treated as exempt."""
        return self._labelling.required()

    def paper_id(self, name: str) -> str:
        """The id of the paper that a person means, by id, title or a file of one paper.

        Raises NoSuchPaper, and LibraryError for a name that several have.
        """
        kind, id = find(self._database, name)
        if kind == "paper":
            return id
        papers = [paper.id for paper in self.papers() if paper.document_id == id]
        if len(papers) == 1:
            return papers[0]
        raise LibraryError(
            f"'{name}' is a file of {len(papers)} papers. Give the id or the title of the one you "
            "mean: 'board-papers access list' shows them."
        )
