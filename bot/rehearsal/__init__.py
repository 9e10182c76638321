"""A rehearsal: months of the service in seconds, with made-up people, crashes and troubles."""
