"""A stand-in for the WeChat platform: a chat page for people, an API for tests, faults."""
