"""Spreadsheets read and written without a library that trusts them."""
