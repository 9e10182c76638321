"""The platforms' HTTP interfaces: tokens, messages out, files in."""
