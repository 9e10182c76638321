"""From a letter's term and answer to a look: what the clock and the office ask of people."""
