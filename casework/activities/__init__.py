"""What observers take part in: inspections, visits of contact points, assessments."""
