"""From reports to a letter in 送签: the draft's form, its photos, its preview."""
