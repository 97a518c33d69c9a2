"""HTTP over the simulated network."""
import _network

import _sync

HTTP_PORT, HTTPS_PORT = 80, 443


class HTTPException(Exception):
    pass


class NotConnected(HTTPException):
    pass


class ImproperConnectionState(HTTPException):
    pass


class CannotSendRequest(ImproperConnectionState):
    pass


class ResponseNotReady(ImproperConnectionState):
    pass


class RemoteDisconnected(ConnectionResetError, HTTPException):
    pass


class HTTPResponse:
    def __init__(self, body, status=200, reason="OK"):
        self.status = self.code = status
        self.reason, self._body, self._at = reason, body, 0
        self.headers = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}

    def read(self, amt=None):
        _sync.touch(self, "update", "a response", 0, 1)
        end = len(self._body) if amt is None else self._at + amt
        part = self._body[self._at:end]
        self._at += len(part)
        return part

    def getheader(self, name, default=None):
        for key, value in self.headers.items():
            if key.lower() == name.lower():
                return value
        return default

    def getheaders(self):
        return list(self.headers.items())

    def getcode(self):
        return self.status

    def info(self):
        return self.headers

    def geturl(self):
        return self.url

    def close(self):
        self._at = len(self._body)

    def isclosed(self):
        return self._at >= len(self._body)

    def __iter__(self):
        return iter(self.read().splitlines(keepends=True))

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


class HTTPConnection:
    _scheme, _port = "http", HTTP_PORT

    def __init__(self, host, port=None, timeout=None, **kwargs):
        self.host, self.port, self.timeout, self._pending = host, port or self._port, timeout, None
        self._response = None

    def connect(self):
        pass

    def request(self, method, url, body=None, headers={}):
        _sync.touch(self, "update", "a connection", 0, 1)
        if self._pending is not None:
            raise CannotSendRequest("Request-sent")
        self._pending = (method, f"{self._scheme}://{self.host}{url}")

    def getresponse(self):
        _sync.touch(self, "update", "a connection", 0, 1)
        if self._pending is None:
            raise ResponseNotReady("Idle")
        if self._response is not None and not self._response.isclosed():
            raise ResponseNotReady("Request-sent")
        (method, url), self._pending = self._pending, None
        body = _network.fetch(url, self.timeout)
        _sync.touch(self, "update", "a connection", 0, 1)  # others had the time to use it
        response = HTTPResponse(b"" if method == "HEAD" else body)
        response.url = url
        self._response = response
        return response

    def close(self):
        _sync.touch(self, "update", "a connection", 0, 1)
        self._pending = self._response = None


class HTTPSConnection(HTTPConnection):
    _scheme, _port = "https", HTTPS_PORT
