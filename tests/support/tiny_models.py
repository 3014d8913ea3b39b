"""Tiny models of each kind, saved as real folders: seconds to build, no network, the same every time."""

from __future__ import annotations

from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import (
    BertConfig,
    BertModel,
    BertTokenizer,
    GPT2Config,
    GPT2LMHeadModel,
    LlamaConfig,
    LlamaForCausalLM,
    PreTrainedTokenizerFast,
)

WORDS = (
    "Warm yours up before the bell rings. The mug keeps drinks at 60 C and charges overnight.\n"
    "A quiet kettle, a good chair and a letter that says what it means.\n"
)
CHINESE = "我喜欢吃葡萄苹果香蕉你他们是的不在有一个人这中大来上国"
TEMPLATE = (
    "{% for message in messages %}<{{ message['role'] }}>{{ message['content'] }}</s>{% endfor %}"
    "{% if add_generation_prompt %}<assistant>{% endif %}"
)
CONTEXT = 256


def gpt2(folder: Path, context: int = CONTEXT) -> Path:
    """GPT2LMHeadModel with a byte-level tokenizer and no chat template; ``context`` counts tokens."""
    tokenizer = _bytes_tokenizer()
    torch.manual_seed(11)
    config = GPT2Config(
        vocab_size=len(tokenizer),
        n_positions=context,
        n_embd=32,
        n_layer=2,
        n_head=4,
        eos_token_id=tokenizer.eos_token_id,
    )
    return _save(GPT2LMHeadModel(config), tokenizer, folder)


def llama(folder: Path) -> Path:
    """LlamaForCausalLM with grouped heads and a chat template."""
    tokenizer = _bytes_tokenizer()
    tokenizer.chat_template = TEMPLATE
    torch.manual_seed(12)
    config = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=CONTEXT,
        eos_token_id=tokenizer.eos_token_id,
    )
    return _save(LlamaForCausalLM(config), tokenizer, folder)


def chinese_gpt2(folder: Path) -> Path:
    """GPT2LMHeadModel with a BERT tokenizer, as Chinese GPT-2 models have."""
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *CHINESE, "，", "。", "mug", "60"]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    tokenizer = BertTokenizer(vocab=str(folder / "vocab.txt"))
    torch.manual_seed(13)
    config = GPT2Config(vocab_size=len(vocabulary), n_positions=CONTEXT, n_embd=32, n_layer=2, n_head=4)
    return _save(GPT2LMHeadModel(config), tokenizer, folder)


def bert(folder: Path) -> Path:
    """A model that is no causal language model."""
    tokenizer = _bytes_tokenizer()
    config = BertConfig(
        vocab_size=len(tokenizer), hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32
    )
    return _save(BertModel(config), tokenizer, folder)


def pickled(folder: Path) -> Path:
    """A tiny GPT-2 whose weights are a pickle only."""
    gpt2(folder)
    (folder / "model.safetensors").unlink()
    torch.save({}, folder / "pytorch_model.bin")
    return folder


def _bytes_tokenizer() -> PreTrainedTokenizerFast:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)  # type: ignore[assignment]
    tokenizer.decoder = decoders.ByteLevel()  # type: ignore[assignment]
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=320, special_tokens=["</s>"], initial_alphabet=sorted(alphabet), show_progress=False
    )
    tokenizer.train_from_iterator([WORDS], trainer)
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token="</s>")


def _save(model: torch.nn.Module, tokenizer: object, folder: Path) -> Path:
    model.save_pretrained(folder)  # type: ignore[operator]
    tokenizer.save_pretrained(folder)  # type: ignore[attr-defined]
    return folder
