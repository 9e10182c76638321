"""Everything the clock starts: tick, sweep, job engines, worker."""
