"""HTTP/1.1 over one kept connection, no more than the harnesses need."""

import socket


class Closed(Exception):
    """The other side went away before the answer was whole."""


class Connection:
    def __init__(self, address, timeout=10.0):
        self.address = address
        self.timeout = timeout
        self.socket = None
        self.rest = b""

    def close(self):
        if self.socket is not None:
            self.socket.close()
        self.socket = None
        self.rest = b""

    def request(self, method, path, headers=None, body=b""):
        """(status, body). Raises Closed, or OSError, when it can't be known what came of it."""
        try:
            if self.socket is None:
                self.socket = socket.create_connection(self.address, timeout=self.timeout)
                self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.socket.sendall(self.encoded(method, path, headers or {}, body))
            return self.answer()
        except (OSError, Closed):
            self.close()
            raise

    def encoded(self, method, path, headers, body):
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.address[0]}:{self.address[1]}",
                 f"Content-Length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + body

    def answer(self):
        head = self.until(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        status = int(lines[0].split(" ")[1])
        fields = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            fields[name.strip().lower()] = value.strip().lower()
        if fields.get("transfer-encoding") == "chunked":
            body = self.chunks()
        else:
            body = self.exactly(int(fields.get("content-length", 0)))
        if fields.get("connection") == "close":
            self.close()
        return status, body

    def chunks(self):
        whole = b""
        while True:
            size = int(self.until(b"\r\n").split(b";")[0], 16)
            part = self.exactly(size + 2)[:-2]
            if size == 0:
                return whole
            whole += part

    def until(self, mark):
        while mark not in self.rest:
            self.fill()
        head, self.rest = self.rest.split(mark, 1)
        return head

    def exactly(self, count):
        while len(self.rest) < count:
            self.fill()
        part, self.rest = self.rest[:count], self.rest[count:]
        return part

    def fill(self):
        data = self.socket.recv(65536)
        if not data:
            raise Closed()
        self.rest += data
