"""Speaks to the stand-in over HTTP, as the service and the tests of others do."""

import requests

from tests.parts.simulator.receiver import OFFICIAL, WORK


class Client:
    """One caller with a connection of its own."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.session = requests.Session()
        self.session.trust_env = False

    def get(self, path: str, **query: object) -> requests.Response:
        return self.session.get(self.base + path, params=query, timeout=10)

    def post(self, path: str, body: object, **query: object) -> requests.Response:
        return self.session.post(self.base + path, json=body, params=query, timeout=30)

    def delete(self, path: str) -> requests.Response:
        return self.session.delete(self.base + path, timeout=10)

    def send(self, channel: str, sender: str, **form: object) -> dict:
        answer = self.post("/control/send", {"channel": channel, "sender": sender, **form})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def fault(self, kind: str, **fields: object) -> None:
        answer = self.post("/control/faults", {"kind": kind, **fields})
        assert answer.status_code == 200, answer.text

    def chat(self, channel: str, sender: str) -> list[dict]:
        return self.get(f"/control/conversation/{channel}/{sender}").json()["entries"]

    def official_token(self) -> str:
        body = {
            "grant_type": "client_credential",
            "appid": OFFICIAL.app_id,
            "secret": OFFICIAL.app_secret,
        }
        return self.post("/official/cgi-bin/stable_token", body).json()["access_token"]

    def work_token(self) -> str:
        query = {"corpid": WORK.corp_id, "corpsecret": WORK.secret}
        return self.get("/work/cgi-bin/gettoken", **query).json()["access_token"]
