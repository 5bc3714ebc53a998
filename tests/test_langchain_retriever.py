import pytest
from council_library import add_text, council_library
from model_server import model_server

from corpus.papers import Scope

pytestmark = pytest.mark.slow

QUESTION = "How many children were in care at the end of September 2025?"


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with council_library(tmp_path_factory.mktemp("library")) as library:
        add_text(library, "Settlement", "A settlement of £99,000 was paid in care.", "exempt")
        yield library


def retriever(library, **given):
    from assistant.langchain_retriever import BoardPapersRetriever

    return BoardPapersRetriever(library=library, **given)


def test_a_document_carries_what_a_citation_needs(library):
    first = retriever(library).invoke(QUESTION)[0]
    assert "214 at the end of September 2025" in first.page_content
    assert first.id == "care"
    about = {name: first.metadata[name] for name in ("document", "page", "item", "paragraph")}
    assert about == {"document": "q2.pdf", "page": 3, "item": "6(a)", "paragraph": "3.1"}


def test_it_gives_no_more_than_its_limit(library):
    assert len(retriever(library, limit=3).invoke(QUESTION)) == 3


def test_what_the_reader_may_not_see_never_comes(library):
    everything = retriever(library).invoke("What settlement was paid?")
    public = retriever(library, scope=Scope(access=frozenset({"public"})))
    assert any("£99,000" in one.page_content for one in everything)
    assert not any("£99,000" in one.page_content for one in public.invoke("What settlement?"))


def test_a_plain_langchain_chain_runs_on_it(library):
    from langchain_core.output_parsers import StrOutputParser
    from langchain_core.prompts import ChatPromptTemplate
    from langchain_core.runnables import RunnablePassthrough
    from langchain_openai import ChatOpenAI

    def written_out(documents):
        return "\n\n".join(document.page_content for document in documents)

    with model_server() as server:
        server.say("There were 214.")
        model = ChatOpenAI(model="scripted", base_url=server.url, api_key="none")
        prompt = ChatPromptTemplate.from_template("Context:\n{context}\n\nQuestion: {question}")
        chain = (
            {"context": retriever(library) | written_out, "question": RunnablePassthrough()}
            | prompt
            | model
            | StrOutputParser()
        )
        assert chain.invoke(QUESTION) == "There were 214."
        assert "214 at the end of September 2025" in server.prompt()
