"""A provider of OpenID Connect on this machine, for as long as a test lasts."""

import json
from base64 import urlsafe_b64encode
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt


class Provider:
    """Vouches for whomever the test says, by the code flow with PKCE."""

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {}
        self.asked: dict[str, str] = {}
        self.faults: set[str] = set()
        provider = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider.get(self)

            def do_POST(self) -> None:
                provider.post(self)

            def log_message(self, *_args: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """End it."""
        self.server.shutdown()
        self.server.server_close()

    def authorise(self, address: str) -> str:
        """Do what the provider's own page does: let somebody in, and send them back."""
        self.asked = {name: each[0] for name, each in parse_qs(urlsplit(address).query).items()}
        back = {"code": "a-code", "state": self.asked["state"]}
        return f"{urlsplit(self.asked['redirect_uri']).path}?{urlencode(back)}"

    def get(self, request: BaseHTTPRequestHandler) -> None:
        """Answer what is known of it, and who somebody is."""
        if request.path == "/.well-known/openid-configuration" and "down" not in self.faults:
            names = ("authorization", "token", "userinfo")
            known = {f"{name}_endpoint": f"{self.address}/{name}" for name in names}
            keys = f"{self.address}/keys"
            _send(request, {"issuer": self.address, "jwks_uri": keys, **known})
        elif request.path == "/userinfo":
            _send(request, self.claims)
        else:
            _send(request, {}, 503)

    def post(self, request: BaseHTTPRequestHandler) -> None:
        """Give a token for the code, to whoever began and knows the secret."""
        length = int(request.headers["Content-Length"])
        sent = {k: v[0] for k, v in parse_qs(request.rfile.read(length).decode()).items()}
        made = sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = urlsafe_b64encode(made).rstrip(b"=").decode()
        right = challenge == self.asked["code_challenge"] and sent.get("code") == "a-code"
        if not right or "no-token" in self.faults:
            _send(request, {"error": "invalid_grant"}, 400)
            return
        audience = "somebody-else" if "audience" in self.faults else self.asked["client_id"]
        who = {"iss": self.address, "aud": audience, "exp": 4102444800, "iat": 1, **self.claims}
        signed = jwt.encode(who, "a secret of this test, and of nothing else", algorithm="HS256")
        _send(request, {"access_token": "a", "token_type": "Bearer", "id_token": signed})


def _send(request: BaseHTTPRequestHandler, body: dict[str, Any], status: int = 200) -> None:
    request.send_response(status)
    request.send_header("Content-Type", "application/json")
    request.end_headers()
    request.wfile.write(json.dumps(body).encode())
