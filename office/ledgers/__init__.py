"""The pages that give 台账 to download."""
