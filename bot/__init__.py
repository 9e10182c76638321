"""The front door and the wiring: command line, webhooks, WeChat sender and tokens."""
