"""A compiled graph that is called as a model of ``transformers`` is, with a cache of its own kind."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import openvino as ov
import torch

OPTIONS = {
    "NUM_STREAMS": 1,
    "INFERENCE_PRECISION_HINT": "f32",
    "PERFORMANCE_HINT": "LATENCY",
    "ENABLE_CPU_PINNING": False,  # the pages share the cores
    "KV_CACHE_PRECISION": "f16",  # half the memory of f32, and a tenth quicker; in bytes, texts grow worse
}


class KeptState:
    """Keys and values of some rows: in the graph's own state as long as it goes on from them, else a copy of it.

    A deep copy takes over the graph's state; the original, which nothing is added to any more, keeps the copy.
    """

    def __init__(self, model: OpenVinoModel) -> None:
        self.model = model
        self.tensors: tuple[np.ndarray, ...] | None = None  # (rows, heads, length, size) each, in the graph's order
        self.length = 0  # positions
        self.chosen: np.ndarray | None = None  # places among the rows, to be taken up at the next step

    def batch_select_indices(self, places: torch.Tensor) -> None:
        """Keep some rows alone, in this order; ``places`` is (rows,) and may name one more than once."""
        index = places.numpy().astype(np.int32)
        self.chosen = index if self.chosen is None else self.chosen[index]

    def __deepcopy__(self, _memo: dict[int, Any]) -> KeptState:
        self.model.let_go(self)
        copy = KeptState(self.model)
        copy.tensors, copy.length, copy.chosen = self.tensors, self.length, self.chosen
        return copy


class OpenVinoModel:
    """``config`` and ``generation_config`` say what those of the exported model say of the longest text and the end
    tokens; ``original`` loads it, for what only ``transformers`` does (a beam search)."""

    device = torch.device("cpu")

    def __init__(
        self,
        file: Path,
        config: Any,
        generation_config: Any,
        original: Callable[[], Any],
        *,
        threads: int = 0,
        cache: Path | None = None,
    ) -> None:
        """``threads`` 0 takes all cores; compiled code is kept in ``cache``. Raises RuntimeError for a torn file."""
        self.config = config
        self.generation_config = generation_config
        self._original = original
        self._loaded: Any = None
        options: dict[str, Any] = dict(OPTIONS)
        if threads:
            options["INFERENCE_NUM_THREADS"] = threads
        if cache is not None:
            options["CACHE_DIR"] = str(cache)
        self._request = ov.Core().compile_model(file, "CPU", options).create_infer_request()
        self._states = self._request.query_state()
        self._live: weakref.ref[KeptState] | None = None

    def new_cache(self) -> KeptState:
        """A cache that holds nothing yet."""
        return KeptState(self)

    def __call__(
        self,
        input_ids: torch.Tensor,
        *,
        past_key_values: KeptState,
        attention_mask: torch.Tensor | None = None,
        position_ids: torch.Tensor | None = None,
        **_: Any,
    ) -> SimpleNamespace:
        """``input_ids`` (rows, new) after what the cache holds; gives ``logits`` (rows, 1, vocabulary) and the cache.

        A single token goes in twice: alone it would go another way through the processor, and a text would depend,
        if only in its seventh digit, on whether others are written beside it.
        """
        cache = past_key_values
        rows, new = input_ids.shape
        self._take_up(cache)
        whole = cache.length + new
        places = torch.arange(cache.length, whole)[None].expand(rows, -1) if position_ids is None else position_ids
        given = {
            "input_ids": input_ids.numpy(),
            "attention_mask": np.ones((rows, whole), np.int64) if attention_mask is None else attention_mask.numpy(),
            "position_ids": places.numpy(),
            "beam_idx": np.arange(rows, dtype=np.int32) if cache.chosen is None else cache.chosen,
        }
        is_single = rows == new == 1
        if is_single:
            given = {name: tensor.repeat(2, 0) for name, tensor in given.items()}
        self._request.infer(given)
        cache.length, cache.chosen = whole, np.zeros(1, np.int32) if is_single else None
        logits = torch.from_numpy(self._request.get_tensor("logits").data[:rows].copy())
        return SimpleNamespace(logits=logits[:, None], past_key_values=cache)

    def generate(self, *given: Any, **options: Any) -> Any:
        """As ``transformers`` does it, with the model that was exported."""
        if self._loaded is None:
            self._loaded = self._original()
        return self._loaded.generate(*given, **options)

    def let_go(self, cache: KeptState) -> None:
        """Copy the graph's state into the cache that it belongs to."""
        if self._holder() is cache:
            cache.tensors = tuple(state.state.data.copy() for state in self._states)
            self._live = None

    def _holder(self) -> KeptState | None:
        return None if self._live is None else self._live()

    def _take_up(self, cache: KeptState) -> None:
        """Make the graph's state that of the cache."""
        holder = self._holder()
        if holder is cache:
            return
        if holder is not None:
            self.let_go(holder)
        if cache.tensors is None:
            self._request.reset_state()
        else:
            for state, tensor in zip(self._states, cache.tensors, strict=True):
                state.state = ov.Tensor(tensor)
        cache.tensors = None
        self._live = weakref.ref(cache)
