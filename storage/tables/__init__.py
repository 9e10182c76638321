"""Every table, one module a family; `metadata` in `base` holds them all."""
