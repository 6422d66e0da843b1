"""Documents that are the same for everybody, such as the API's schema: built once and kept in memory.

Building the schema or the reference page takes 15 to 60 ms of the one thread that all writes share, and anybody may
ask for them, so they must not be built for each request.
"""

from __future__ import annotations

import gzip
import hashlib
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag


class Document(NamedTuple):
    """The bytes of a document, plain and as gzip, with the ETag of each."""

    content_type: str
    plain: bytes
    packed: bytes
    etag: str

    @classmethod
    def of(cls, content: bytes, content_type: str) -> Document:
        """Packs the content and names it by its hash."""
        etag = hashlib.sha256(content).hexdigest()[:32]
        return cls(content_type, content, gzip.compress(content, mtime=0), etag)

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        """The document, as gzip where the client takes it, or 304 when the client has it already."""
        packed = "gzip" in request.headers.get("Accept-Encoding", "")
        etag = quote_etag(f"{self.etag}-gzip" if packed else self.etag)
        body = self.packed if packed else self.plain
        response = HttpResponse(body, content_type=self.content_type)
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = "no-cache"  # may be kept, but is asked for again: it changes with an update
        if packed:
            response.headers["Content-Encoding"] = "gzip"
        patch_vary_headers(response, ["Accept-Encoding", "Accept-Language", "Cookie"])
        return get_conditional_response(request, etag=etag, response=response) or response
