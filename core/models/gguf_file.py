"""A merged model as a GGUF file: the base file's metadata with other weights.

llama.cpp, Ollama and OpenVINO read it. Layout after llama.cpp's convert_hf_to_gguf (read 2026-11-25): rows of the
query and key weights stand in the order that its rotary embedding wants, vectors stay in float32, matrices are Q8_0.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from gguf import GGMLQuantizationType, GGUFReader, GGUFValueType, GGUFWriter, LlamaFileType
from gguf.quants import quantize

ARCHITECTURE = "general.architecture"
NOT_COPIED = ("GGUF.version", "GGUF.tensor_count", "GGUF.kv_count", ARCHITECTURE, "general.file_type", "general.name")
OUTER = {"token_embd.weight": "model.embed_tokens.weight", "output_norm.weight": "model.norm.weight"}
INNER = {
    "attn_norm": "input_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_norm": "post_attention_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
"""Llama's names in GGUF and in transformers."""


def write_gguf(base: Path, weights: Mapping[str, torch.Tensor], name: str, target: Path) -> None:
    """Write ``weights`` (as transformers names them, of a Llama) under the metadata of the file ``base``."""
    reader = GGUFReader(base)
    heads = {
        "attn_q": int(reader.fields["llama.attention.head_count"].contents()),
        "attn_k": int(reader.fields["llama.attention.head_count_kv"].contents()),
    }
    writer = GGUFWriter(target, str(reader.fields[ARCHITECTURE].contents()))
    writer.add_name(name)
    writer.add_file_type(int(LlamaFileType.MOSTLY_Q8_0))
    _copy_metadata(reader, writer)
    for tensor in reader.tensors:
        array = weights[_own_name(tensor.name)].detach().to(torch.float32).numpy()
        kind = tensor.name.split(".")[2] if tensor.name.startswith("blk.") else ""
        if kind in heads:
            array = _rotary_order(array, heads[kind])
        if array.ndim == 1:
            writer.add_tensor(tensor.name, array)
        else:
            quantized = quantize(array, GGMLQuantizationType.Q8_0)
            writer.add_tensor(tensor.name, quantized, raw_dtype=GGMLQuantizationType.Q8_0)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _copy_metadata(reader: GGUFReader, writer: GGUFWriter) -> None:
    for field in reader.fields.values():
        if field.name in NOT_COPIED:
            continue
        kind = field.types[0]
        inner = field.types[-1] if kind is GGUFValueType.ARRAY else None
        writer.add_key_value(field.name, field.contents(), kind, inner)


def _own_name(name: str) -> str:
    """ "blk.3.attn_q.weight" -> "model.layers.3.self_attn.q_proj.weight"."""
    if name in OUTER:
        return OUTER[name]
    _, layer, kind, _ = name.split(".")
    return f"model.layers.{layer}.{INNER[kind]}.weight"


def _rotary_order(array: np.ndarray, heads: int) -> np.ndarray:
    """Rows of each head from two halves to pairs: (heads * size, columns) -> the same shape."""
    rows, columns = array.shape
    return array.reshape(heads, 2, rows // heads // 2, columns).swapaxes(1, 2).reshape(rows, columns)
