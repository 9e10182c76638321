"""Essays (综合情况反映、调研材料): handed in by a link, checked, accepted or returned."""
