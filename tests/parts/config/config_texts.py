"""Right configs as people write them, for the tests to use and to spoil."""

AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
OTHER_AES_KEY = AES_KEY[::-1]

STORAGE = """
[storage]
database = "sqlite:///var/guancha.db"
media = "var/media"
"""
OFFICIAL = f"""
[channels.official]
app_id = "wx0123456789abcdef"
app_secret = "the-app-secret"
token = "Guancha2026"
encoding_aes_key = "{AES_KEY}"
"""
WORK = f"""
[channels.work]
corp_id = "ww0123456789abcdef"
agent_id = 1000002
secret = "the-work-secret"
token = "Guancha2026"
encoding_aes_key = "{AES_KEY}"
"""
SMALLEST = "[server]\n" + STORAGE + OFFICIAL
