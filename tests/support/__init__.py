"""What the tests share: databases, a clock one can turn, the cast of people."""
