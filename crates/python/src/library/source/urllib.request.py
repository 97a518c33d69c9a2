"""Addresses opened over the simulated network."""
import _network
from http.client import HTTPResponse
from urllib.error import HTTPError, URLError


class Request:
    def __init__(self, url, data=None, headers={}, method=None):
        self.full_url, self.data, self.headers = url, data, dict(headers)
        self.method = method or ("POST" if data is not None else "GET")

    def get_method(self):
        return self.method


def urlopen(url, data=None, timeout=None):
    address = url.full_url if isinstance(url, Request) else url
    if "://" not in address:
        raise ValueError(f"unknown url type: {address!r}")
    try:
        body = _network.fetch(address, timeout)
    except TimeoutError:
        raise
    except OSError as error:
        raise URLError(error) from error
    response = HTTPResponse(body)
    response.url = address
    return response
