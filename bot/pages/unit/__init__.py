"""A unit's page behind a link: read the letter, 签收, answer, without an account."""
