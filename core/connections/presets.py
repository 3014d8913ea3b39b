"""Servers that speak OpenAI's protocol, to begin a connection with."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain import KeySource


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """``address`` is the server's usual one. ``key_name`` is the variable that its own tools use; empty where it asks
    for no key by itself."""

    id: str
    label: str
    name: str
    address: str
    note: str
    key_name: str = ""
    api_version: str = ""

    @property
    def key_source(self) -> KeySource:
        return KeySource.ENVIRONMENT if self.key_name else KeySource.NONE


PRESETS = (
    Preset(
        id="openai",
        label="OpenAI",
        name="openai",
        address="https://api.openai.com/v1",
        note="GPT models, and GPT-3's own base models davinci-002 and babbage-002. Asks for a key.",
        key_name="OPENAI_API_KEY",
    ),
    Preset(
        id="azure",
        label="Azure OpenAI",
        name="azure",
        address="https://YOUR-RESOURCE.openai.azure.com",
        note="Put your resource's name into the address; the models are the names of your deployments. Asks for a key.",
        key_name="AZURE_OPENAI_API_KEY",
        api_version="2024-10-21",
    ),
    Preset(
        id="vllm",
        label="vLLM",
        name="vllm",
        address="http://127.0.0.1:8000/v1",
        note="On a GPU box or a cluster. A LoRA adapter that it serves is a model by its own name.",
    ),
    Preset(
        id="llamacpp",
        label="llama.cpp",
        name="llamacpp",
        address="http://127.0.0.1:8080/v1",
        note="llama-server. It serves the file model.gguf of a house model as well.",
    ),
    Preset(
        id="ollama",
        label="Ollama",
        name="ollama",
        address="http://127.0.0.1:11434/v1",
        note="The models are the names that “ollama list” shows.",
    ),
    Preset(
        id="lmstudio",
        label="LM Studio",
        name="lmstudio",
        address="http://127.0.0.1:1234/v1",
        note="Start its server under Developer first.",
    ),
    Preset(
        id="transformers",
        label="transformers serve",
        name="transformers",
        address="http://127.0.0.1:8000/v1",
        note="Models are Hub ids; it downloads them itself.",
    ),
)
