"""Questions of observers and what answers them."""
