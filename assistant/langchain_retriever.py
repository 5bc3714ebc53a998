"""Our retrieval as a LangChain retriever, for those who build on it; written with LangChain."""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from assistant.by_structure import hits_with_structure
from assistant.question import understand
from assistant.retrieval import LIMIT
from corpus.papers import EVERYTHING, Hit, Scope


class BoardPapersRetriever(BaseRetriever):
    """The passages most likely to answer a question, best first, as LangChain documents.

        chain = {"context": BoardPapersRetriever(library=library), "question": ...} | prompt | model

    A document's text is the passage as printed; its metadata are what a citation
    needs. What the scope does not let through never comes.
    """

    library: Any
    """An open corpus.library.Library."""

    scope: Scope = EVERYTHING
    limit: int = LIMIT
    """Most documents for one question; fewer mean that the library holds no more."""

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        question = understand(query, (), self.library.acronyms(self.scope), self.library)
        hits = hits_with_structure(question, self.library, self.scope, self.limit)
        return [to_document(hit) for hit in hits]


def to_document(hit: Hit) -> Document:
    """A hit as a LangChain document; its id is the passage's."""
    passage, paper = hit.passage, hit.paper
    return Document(
        passage.text,
        id=passage.id,
        metadata={
            "document": paper.document,
            "title": paper.title,
            "page": passage.first_page or None,
            "printed_page": passage.printed_page,
            "item": passage.item or paper.item,
            "paragraph": ", ".join(passage.paragraphs),
            "headings": list(passage.headings),
            "kind": passage.kind,
            "period": passage.period or paper.period,
            "meeting_date": paper.meeting_date,
            "body": paper.body,
            "access": passage.access,
            "score": hit.score,
        },
    )
