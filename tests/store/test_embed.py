import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.bundled import MODEL_FILE, SUMS_FILE, TOKENIZER_FILE
from store.embed import FOLDER, BundledEmbeddings
from store.errors import FixSetup

CHEAPER = "The freight company's bill for running models fell by a third after it moved to open weights."
ALSO_CHEAPER = "Switching to an open model made inference far less expensive for the shipping firm."
UNRELATED = "The goalkeeper saved two penalties in the final on Saturday."
MIXED = [CHEAPER, "", "Short.", "word " * 2000, UNRELATED, "開放模型更便宜。", "a\x00b\u200b\ufffd😀", ALSO_CHEAPER]


@pytest.fixture
def copied_model(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "model"))


def test_every_text_gets_one_row_of_unit_length(embeddings: BundledEmbeddings) -> None:
    vectors = embeddings.encode(MIXED)
    assert vectors.shape == (len(MIXED), embeddings.dimensions)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_no_texts_make_no_rows(embeddings: BundledEmbeddings) -> None:
    assert embeddings.encode([]).shape == (0, embeddings.dimensions)
    assert embeddings.embed_documents([]) == []


def test_a_text_has_the_same_vector_in_any_company_and_order(embeddings: BundledEmbeddings) -> None:
    together = embeddings.encode(MIXED)
    assert np.array_equal(embeddings.encode(MIXED[::-1])[::-1], together)
    for text, vector in zip(MIXED, together, strict=True):
        assert np.array_equal(embeddings.encode([text])[0], vector)


def test_the_number_of_threads_changes_no_vector(embeddings: BundledEmbeddings) -> None:
    assert np.array_equal(BundledEmbeddings(threads=1).encode(MIXED), embeddings.encode(MIXED))


def test_one_model_serves_several_threads_from_the_first_text_on() -> None:
    fresh = BundledEmbeddings()
    with ThreadPoolExecutor(4) as pool:
        first, *others = pool.map(lambda _: fresh.encode([CHEAPER, UNRELATED]), range(8))
    assert all(np.array_equal(first, other) for other in others)


def test_langchain_gets_the_same_vectors_as_lists(embeddings: BundledEmbeddings) -> None:
    rows = embeddings.encode([CHEAPER, UNRELATED])
    assert embeddings.embed_documents([CHEAPER, UNRELATED]) == rows.tolist()
    assert embeddings.embed_query(CHEAPER) == rows[0].tolist()


def test_sentences_that_say_the_same_are_nearer_than_others(embeddings: BundledEmbeddings) -> None:
    cheaper, also_cheaper, unrelated = embeddings.encode([CHEAPER, ALSO_CHEAPER, UNRELATED])
    assert cheaper @ also_cheaper > cheaper @ unrelated + 0.3


def test_what_lies_beyond_256_tokens_is_not_read(embeddings: BundledEmbeddings) -> None:
    start = "model " * 254
    one, other, shorter = embeddings.encode([start + CHEAPER, start + UNRELATED, "model " * 100 + UNRELATED])
    assert np.array_equal(one, other)
    assert not np.array_equal(one, shorter)


@settings(deadline=None, max_examples=50)
@given(st.text(alphabet=st.characters(), max_size=300))
def test_any_text_has_a_vector(embeddings: BundledEmbeddings, text: str) -> None:
    assert np.isclose(np.linalg.norm(embeddings.encode([text])[0]), 1, atol=1e-6)


def test_half_a_surrogate_pair_has_a_vector(embeddings: BundledEmbeddings) -> None:
    assert np.array_equal(embeddings.encode(["cost \ud83d falls"]), embeddings.encode(["cost ? falls"]))


def test_the_name_changes_with_the_model(embeddings: BundledEmbeddings, copied_model: Path) -> None:
    assert embeddings.name.startswith("all-MiniLM-L6-v2-int8:")
    sums = (copied_model / SUMS_FILE).read_text()
    (copied_model / SUMS_FILE).write_text("0" * 64 + sums[64:])
    assert BundledEmbeddings(copied_model).name == "all-MiniLM-L6-v2-int8:00000000"


@pytest.mark.parametrize("file_name", [MODEL_FILE, TOKENIZER_FILE, SUMS_FILE])
def test_a_missing_file_is_named_with_its_remedy(copied_model: Path, file_name: str) -> None:
    (copied_model / file_name).unlink()
    with pytest.raises(FixSetup, match=rf"{file_name}.*Install Evenhand again"):
        BundledEmbeddings(copied_model).encode(["text"])


@pytest.mark.parametrize("file_name", [MODEL_FILE, TOKENIZER_FILE, SUMS_FILE])
def test_a_damaged_file_is_named_with_its_remedy(copied_model: Path, file_name: str) -> None:
    with (copied_model / file_name).open("r+b") as file:
        file.truncate(40)
    with pytest.raises(FixSetup, match=rf"{file_name} is damaged.*Install Evenhand again"):
        BundledEmbeddings(copied_model).encode(["text"])
