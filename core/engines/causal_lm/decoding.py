"""Tokens back to text, as the script wants it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import regex

BETWEEN_CJK = regex.compile(
    r"(?<=[\p{Han}\p{Hiragana}\p{Katakana}\p{P}])\s+(?=[\p{Han}\p{Hiragana}\p{Katakana}])|"
    r"(?<=[\p{Han}\p{Hiragana}\p{Katakana}])\s+(?=\p{P})"
)


def decoder(tokenizer: Any) -> Callable[[Sequence[int]], str]:
    """Token ids -> text. A BERT vocabulary puts a space after every Chinese character: those go."""
    tidies = is_bert(tokenizer)

    def decode(tokens: Sequence[int]) -> str:
        text: str = tokenizer.decode(list(tokens), skip_special_tokens=True, clean_up_tokenization_spaces=False)
        return BETWEEN_CJK.sub("", text) if tidies else text

    return decode


def is_bert(tokenizer: Any) -> bool:
    """Whether the tokenizer is a BERT one, as Chinese GPT-2 models have."""
    return "bert" in type(tokenizer).__name__.lower() or getattr(tokenizer, "cls_token", None) == "[CLS]"


def encode(tokenizer: Any, text: str) -> list[int]:
    """Text -> token ids to be continued. BERT's closing [SEP] would end the text, so it is left off."""
    ids: list[int] = tokenizer.encode(text, add_special_tokens=not is_bert(tokenizer))
    return ids
