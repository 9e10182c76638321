"""guancha doctor: looks at everything the service needs and says what is wrong and what to do."""
