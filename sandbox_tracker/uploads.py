"""Stops a request that is far too large before a byte of it lies on disk."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

from usecases.vocabulary.limits import FILE_BYTES

MOST = (
    2 * FILE_BYTES
)  # what is larger than one file may be, but not by much, is told so in its form


class Bounded(FileUploadHandler):
    """Looks at the size that a request states; leaves the files to the handlers after it."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - Django's own name
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        """Refuse the request."""
        if content_length > MOST:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand the piece on."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""
