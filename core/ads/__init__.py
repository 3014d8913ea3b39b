"""Ads: texts of several channels that go out together."""
