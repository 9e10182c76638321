"""Observers: roster, binding, handing over, history; and those nobody knows yet."""
