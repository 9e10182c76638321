"""Everything that `make bench` measures, one after the other."""

from bench import intake, search, tagger

print("== the tagger")
tagger.main()
print("== the intake")
intake.main()
print("== the office's lists")
search.main()
