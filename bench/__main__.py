"""Everything that `make bench` measures, one after the other."""

from bench import intake, tagger

print("== the tagger")
tagger.main()
print("== the intake")
intake.main()
