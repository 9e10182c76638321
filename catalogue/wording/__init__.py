"""Every sentence we say, one module a door: observer, staff, unit."""
