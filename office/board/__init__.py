"""办理台: the queue of reports and what a clerk decides of each, by keyboard or by forms."""
