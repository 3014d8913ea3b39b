"""What writing with models elsewhere costs: prices, estimates, what was spent, ceilings."""
