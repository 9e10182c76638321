"""Work that waits: claims, leases, firings, troubles."""
