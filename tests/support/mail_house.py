"""A small real SMTP server that takes, puts off or refuses, with or without TLS."""

import ipaddress
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.support.servers import free_port

USER, PASSWORD = "zhuanban", "code-of-the-provider"


@dataclass
class Postbox:
    """What arrived; `answer` is what the server says to a recipient, `after_data` to the text."""

    answer: str = "250 OK"
    after_sender: str = "250 OK"
    after_data: str = "250 OK"
    arrived: list[EmailMessage] = field(default_factory=list)

    async def handle_MAIL(self, _server, _session, envelope: Envelope, address, _options) -> str:  # noqa: N802 - aiosmtpd's name
        envelope.mail_from = address
        return self.after_sender

    async def handle_RCPT(self, _server, _session, envelope: Envelope, address, _options) -> str:  # noqa: N802 - aiosmtpd's name
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, server, _session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        if self.after_data == "silence":
            server.transport.close()
            return "250 too late"
        self.arrived.append(message_from_bytes(envelope.content, policy=default))
        return self.after_data


@contextmanager
def mail_server(box: Postbox, identity: ssl.SSLContext, security: str) -> Iterator[int]:
    """Run a server; yields its port."""
    tls = {"ssl_context": identity} if security == "tls" else {}
    starttls = {"tls_context": identity, "require_starttls": True}
    more = starttls if security == "starttls" else {}
    server = Controller(
        box,
        hostname="127.0.0.1",
        port=free_port(),
        authenticator=_knows,
        auth_require_tls=False,
        **tls,
        **more,
    )
    server.start()
    try:
        yield server.port
    finally:
        server.stop()


def identities(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return a server's identity and a client's trust in just that one."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)  # noqa: TID251 - TLS itself asks the machine's clock
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    kept = folder / "mail.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    kept.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(kept)
    return server, ssl.create_default_context(cafile=str(kept))


def _knows(_server, _session, _envelope, _mechanism, given) -> AuthResult:
    is_known = isinstance(given, LoginPassword) and (given.login, given.password) == (
        USER.encode(),
        PASSWORD.encode(),
    )
    return AuthResult(success=is_known, handled=False)
