"""Who could not be reached, and the calls made to them."""
