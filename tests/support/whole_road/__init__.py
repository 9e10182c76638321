"""The whole road from forty reports to their ends, walked in real browsers on real processes."""
