"""HTTP over the simulated network."""
import _network

HTTP_PORT, HTTPS_PORT = 80, 443


class HTTPException(Exception):
    pass


class NotConnected(HTTPException):
    pass


class ResponseNotReady(HTTPException):
    pass


class RemoteDisconnected(ConnectionResetError, HTTPException):
    pass


class HTTPResponse:
    def __init__(self, body, status=200, reason="OK"):
        self.status = self.code = status
        self.reason, self._body, self._at = reason, body, 0
        self.headers = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}

    def read(self, amt=None):
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
        pass

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

    def connect(self):
        pass

    def request(self, method, url, body=None, headers={}):
        self._pending = (method, f"{self._scheme}://{self.host}{url}")

    def getresponse(self):
        if self._pending is None:
            raise ResponseNotReady("Idle")
        (method, url), self._pending = self._pending, None
        body = _network.fetch(url, self.timeout)
        response = HTTPResponse(b"" if method == "HEAD" else body)
        response.url = url
        return response

    def close(self):
        self._pending = None


class HTTPSConnection(HTTPConnection):
    _scheme, _port = "https", HTTPS_PORT
