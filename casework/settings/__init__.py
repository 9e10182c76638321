"""Units, contacts, calendar, project words and leave as the office sets them."""
