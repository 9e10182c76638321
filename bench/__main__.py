"""Everything that `make bench` measures, one after the other."""

from bench import board, intake, quota, reminders, search, tagger

print("== the tagger")
tagger.main()
print("== the intake")
intake.main()
print("== the office's lists")
search.main()
print("== the board")
board.main()
print("== the heat map of 四个一")
quota.main()
print("== a month's reminders")
reminders.main()
