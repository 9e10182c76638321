"""What observers say about inspections, contact points and assessments."""
