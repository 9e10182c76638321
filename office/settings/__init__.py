"""The pages of what the office sets: units, contacts, rules, words, calendar."""
