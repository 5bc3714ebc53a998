"""What a provider's client raises or leaves unfinished to one sentence for a person."""

from typing import Any

from assistant.in_time import TooSlow
from corpus.errors import ModelFailed

EXTRAS = {
    "openai": "openai",
    "azure_openai": "openai",
    "anthropic": "anthropic",
    "ollama": "ollama",
    "bedrock": "bedrock",
    "bedrock_converse": "bedrock",
    "anthropic_bedrock": "bedrock",
}
"""A provider to the extra of this project that installs its client."""

PROVIDERS = frozenset(EXTRAS) | frozenset(
    """azure_ai cohere deepseek fireworks google_genai google_vertexai groq huggingface mistralai
    nvidia openrouter perplexity together xai""".split()
)
"""What may stand before the colon of a model's name; anything else is part of the name."""

KEYS = {
    "openai": "OPENAI_API_KEY",
    "azure_openai": "AZURE_OPENAI_API_KEY and OPENAI_API_VERSION",
    "anthropic": "ANTHROPIC_API_KEY",
    "bedrock": "AWS_REGION and the AWS credentials",
    "bedrock_converse": "AWS_REGION and the AWS credentials",
}

LONGEST_WAIT = 5.0
"""Seconds that a server may ask us to wait before the one new try; a reader waits no longer."""

PASSING = ("busy", "unreachable", "broken")
"""Kinds of failure that may be gone a second later."""

_FINISHED = ("finish_reason", "stop_reason", "done_reason", "stopReason")


def cannot_open(name: str, provider: str, error: Exception) -> str:
    """Why a model of this name cannot be used, and what to do."""
    if isinstance(error, ImportError):
        extra = EXTRAS.get(provider)
        what = f"board-papers[{extra}]" if extra else f"langchain-{provider.replace('_', '-')}"
        return (
            f"The language model {name} needs a package that is not installed. "
            f"Install it with: pip install '{what}'."
        )
    text = str(error).lower()
    if "credential" in text or "api_key" in text or "api key" in text or "region" in text:
        needed = KEYS.get(provider, "its key")
        return f"The language model {name} needs {needed} in the environment. Set it and try again."
    return (
        f"'{name}' is not the name of a language model that can be used. "
        "Write the provider before it, as in ollama:llama3.1, openai:gpt-4o or "
        "anthropic:claude-sonnet-4-5, or 'quoting' for none."
    )


def failure(error: BaseException, name: str, *, begun: bool = False) -> ModelFailed:
    """The error of any provider's client as a ModelFailed; `begun` once words have come."""
    status, told = _status(error), str(error).lower()
    model = f"The language model {name}"
    if isinstance(error, ModelFailed):
        return error
    if "content_filter" in told or "content management policy" in told or "guardrail" in told:
        return ModelFailed("refused", f"{model} would not answer: its provider's filter said no.")
    if status in (401, 403):
        return ModelFailed(
            "key", f"{model} did not accept the key. Whoever runs this should check it."
        )
    if status == 404:
        return ModelFailed(
            "unknown", f"{model} is not known to its server, or the server's address is wrong."
        )
    if status in (429, 503, 529):
        return ModelFailed("busy", f"{model} is busy: its server asked us to come back later.")
    if status in (400, 413, 422):
        return ModelFailed("unknown", f"{model} did not accept the question as it was put.")
    if isinstance(error, TooSlow):
        return ModelFailed("slow", f"{model} did not reply within {error.seconds:.0f} seconds.")
    names = " ".join(kind.__name__ for kind in type(error).__mro__)
    if "Timeout" in names:
        return ModelFailed("slow", f"{model} did not reply in time.")
    if status is None and not begun and ("Connect" in names or isinstance(error, ConnectionError)):
        return ModelFailed("unreachable", f"The server of {name} cannot be reached.")
    return ModelFailed("broken", f"{model} broke off or sent what is no reply.")


def unfinished(message: Any, name: str) -> ModelFailed | None:
    """What is wrong with how a reply ended; None when it ended as it should."""
    if message is None:
        return ModelFailed("broken", f"The language model {name} broke off or sent no reply.")
    about = message.response_metadata
    ended = next((str(about[key]) for key in _FINISHED if about.get(key)), "")
    if ended in ("length", "max_tokens", "MAX_TOKENS", "model_length"):
        return ModelFailed("cut", f"The language model {name} was cut off before its end.")
    if ended in ("content_filter", "refusal", "guardrail_intervened", "content_filtered", "SAFETY"):
        return ModelFailed(
            "refused", f"The language model {name} would not answer: a filter stopped it."
        )
    if not ended:
        return ModelFailed("broken", f"The language model {name} broke off in the middle.")
    return None


def waits_for(error: ModelFailed, usual: float) -> float | None:
    """Seconds to wait before trying again; None when trying again is no use."""
    if error.kind not in PASSING:
        return None
    asked = getattr(getattr(error.__cause__, "response", None), "headers", {}).get("retry-after")
    try:
        wait = max(usual, float(asked)) if asked else usual
    except ValueError:
        wait = usual
    return wait if wait <= LONGEST_WAIT else None


def _status(error: BaseException) -> int | None:
    """The HTTP status in an error of any client; None when it carries none."""
    found = getattr(error, "status_code", None)
    if found is None:
        response = getattr(error, "response", None)
        if isinstance(response, dict):
            found = response.get("ResponseMetadata", {}).get("HTTPStatusCode")
    return int(found) if isinstance(found, int) and found > 0 else None
