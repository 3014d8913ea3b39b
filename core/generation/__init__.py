"""Brief → prompt → drafts → checks → ranking → variants."""
