"""What the team keeps: brands, personas, campaigns, recipes, profiles."""
