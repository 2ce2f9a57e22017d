"""Servers on this machine that take deliveries: well, badly, slowly, or not at all."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Receiver:
    """What came in, and what is answered."""

    address: str = ""
    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def receiver(**answers: Any) -> Iterator[Receiver]:
    """Run a server that keeps what it gets."""
    kept = Receiver(**answers)

    class Handler(BaseHTTPRequestHandler):
        """Answers every POST alike."""

        def do_POST(self) -> None:
            """Keep the request and answer as told."""
            length = int(self.headers["Content-Length"])
            told = {name.lower(): value for name, value in self.headers.items()}
            kept.got.append((told, self.rfile.read(length)))
            self.send_response(kept.status)
            for name, value in kept.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(kept.body)

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        """Minds nobody who hangs up."""

        def handle_error(self, request: Any, client_address: Any) -> None:
            """Say nothing."""

    server = Server(("127.0.0.1", 0), Handler)
    kept.address = f"http://127.0.0.1:{server.server_address[1]}/hooks?x=1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield kept
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def staller(says: bytes = b"") -> Iterator[str]:
    """Run a server that speaks one byte at a time and never comes to an end, or says nothing."""
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(10)

        def stall() -> None:
            try:
                taken, _address = listening.accept()
            except TimeoutError:
                return  # nobody came
            with taken:
                for number in range(10_000):
                    if ended.wait(0.02):
                        return
                    if says:
                        try:
                            taken.send(says[number : number + 1] or b"x")
                        except OSError:
                            return

        thread = threading.Thread(target=stall)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        finally:
            ended.set()
            thread.join()
