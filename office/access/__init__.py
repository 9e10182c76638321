"""Who may come in and what they may do: rights, accounts, second factor, the record of deeds."""
