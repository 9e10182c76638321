"""What is known of letters: kinds, grounds, signers, terms and units per region, and due days."""
