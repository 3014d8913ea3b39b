"""How good a model's texts are: briefs in, drafts and variants counted, a table out."""
