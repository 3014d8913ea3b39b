"""Other engines, asked for the same: eight variants of so many tokens for one prompt, by a seed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

from core.sampling import SamplingSettings

Write = Callable[[int], int]
"""Writes all variants once, by a seed; returns how many tokens were written."""


def generate(model: Any, tokenizer: Any, text: str, variants: int, tokens: int, settings: SamplingSettings) -> Write:
    """``transformers`` as it is."""
    ids = torch.tensor([tokenizer.encode(text)])
    options = {
        "do_sample": True,
        "temperature": settings.temperature,
        "top_k": settings.top_k,
        "top_p": settings.top_p,
        "repetition_penalty": settings.repetition_penalty,
        "num_return_sequences": variants,
        "min_new_tokens": tokens,
        "max_new_tokens": tokens,
        "pad_token_id": tokenizer.eos_token_id,
        "attention_mask": torch.ones_like(ids),
    }

    def write(seed: int) -> int:
        torch.manual_seed(seed)
        with torch.inference_mode():
            out = model.generate(ids, **options)
        return int(out.shape[0] * (out.shape[1] - ids.shape[1]))

    return write


def genai(gguf: Path, text: str, variants: int, tokens: int, settings: SamplingSettings) -> Write:
    """OpenVINO GenAI straight from the GGUF, a request a variant in one batch. Raises ImportError."""
    import openvino_genai as genai

    scheduler = genai.SchedulerConfig()
    scheduler.cache_size = 1
    scheduler.enable_prefix_caching = True
    pipeline = genai.ContinuousBatchingPipeline(str(gguf), scheduler, "CPU", {})

    def write(seed: int) -> int:
        handles = []
        for number in range(variants):
            config = genai.GenerationConfig()
            config.do_sample, config.ignore_eos = True, True
            config.temperature, config.top_p, config.top_k = settings.temperature, settings.top_p, settings.top_k
            config.min_new_tokens = config.max_new_tokens = tokens
            config.rng_seed = seed + number
            handles.append(pipeline.add_request(seed + number, text, config))
        while pipeline.has_non_finished_requests():
            pipeline.step()
        return sum(len(output.generated_ids) for handle in handles for output in handle.read_all())

    return write


def llama_cpp(gguf: Path, text: str, variants: int, tokens: int, settings: SamplingSettings) -> Write:
    """llama.cpp through its Python binding, one variant after the other, the prompt read once. Raises ImportError."""
    import llama_cpp

    model = llama_cpp.Llama(str(gguf), n_ctx=1024, n_threads=os.cpu_count(), verbose=False)
    prompt = model.tokenize(text.encode())
    biased = {model.token_eos(): float("-inf")}

    def write(seed: int) -> int:
        written = 0
        for number in range(variants):
            model.set_seed(seed + number)
            answer = model.create_completion(
                prompt,
                max_tokens=tokens,
                temperature=settings.temperature,
                top_p=settings.top_p,
                top_k=settings.top_k,
                logit_bias=biased,
            )
            written += answer["usage"]["completion_tokens"]
        return written

    return write
