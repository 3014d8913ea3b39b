"""The bundled models' tokenizer is read the quick way, and splits texts as its own class does."""

from __future__ import annotations

from pathlib import Path

import pytest
from transformers import AutoTokenizer, PreTrainedTokenizerFast

from core.house.reading import Split, of_split
from core.models.files import bundled_gguf
from tests.support.bundled import house_folder, unpacked_models

pytestmark = pytest.mark.real_model


@pytest.fixture(scope="module")
def folders() -> tuple[Path, Path]:
    models = unpacked_models()
    return models / bundled_gguf().stem, house_folder()


def test_both_readings_give_the_same_tokens_and_texts(folders: tuple[Path, Path]) -> None:
    texts = [example.text for example in of_split(Split.TEST)[:300]]
    texts += ["naïve café – “50 %” off…", "茶の葉", "  two  spaces\n\nand a paragraph", "🎁 <|im_start|>user"]
    for folder in folders:
        own = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        quick = PreTrainedTokenizerFast.from_pretrained(folder, local_files_only=True)
        assert [quick.encode(text) for text in texts] == [own.encode(text) for text in texts]
        assert all(quick.decode(quick.encode(text)) == own.decode(own.encode(text)) for text in texts)
        assert (quick.eos_token_id, quick.sep_token_id) == (own.eos_token_id, own.sep_token_id)
        assert quick.chat_template == own.chat_template
