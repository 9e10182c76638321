"""Letters in the database: rows, acts, numbers, deliveries and answers, the office's rules."""
