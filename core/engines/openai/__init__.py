"""Models on servers that speak OpenAI's protocol: OpenAI, Azure, vLLM, llama.cpp, Ollama, LM Studio, and others."""

from core.engines.openai.engine import OpenAIEngine

__all__ = ["OpenAIEngine"]
