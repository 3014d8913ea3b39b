"""The quick way on a processor: a model's graph compiled by OpenVINO, with weights of one byte.

Only the reading of tokens is OpenVINO's. What is chosen among the logits, and all that a text must keep to, is
decided by the loop of ``causal_lm`` in either case. OpenVINO's own generation (GenAI) writes no quicker on two cores
and leaves no room for bounds that depend on the text so far.
"""
