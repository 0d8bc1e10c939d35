"""An extractor behind an OpenAI-compatible interface: on this machine, or anywhere by name.

The only module that imports the ``openai`` client, and only when an extractor was named: the
text of each report goes to the host of its address, and nowhere else.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from geomap.errors import (
    GarbledAnswerError,
    NoNetworkError,
    OnlineServiceError,
    RateLimitedError,
    RefusedError,
    ServiceFailedError,
    ServiceTimeoutError,
    UsageError,
)
from geomap.extraction.answers import INSTRUCTIONS, SCHEMA, read_answer
from geomap.protocols import Proposal

if TYPE_CHECKING:
    from openai import OpenAI

__all__ = ["OnlineExtractor"]

_TIMEOUT_S: Final = 300.0
_RETRIES: Final = 2
# after a limit, a failure or a lost connection; the client waits as Retry-After says
_PIECE: Final = 12_000
# Characters asked about at once: what a small model can hold beside its answer.
_LONGEST_ANSWER: Final = 1_000_000
_QUOTA: Final = 429
_BROKEN: Final = 500
_HOPELESS: Final = (NoNetworkError, RefusedError, ServiceTimeoutError)
# Whoever did not answer so will not answer the next report either.
_NO_KEY: Final = "none"


class OnlineExtractor:
    """Asks a language model for the claims of a text.

    Parameters
    ----------
    base_url : str
        The interface's address, such as ``http://localhost:11434/v1``. Over plain HTTP only
        this machine and private networks are asked: a report is not for others' eyes.
    model : str
        The model's name, as the server knows it.
    api_key : str, optional
        The key, for a server that wants one.
    timeout_s : float, default 300
        How long to wait for one answer.

    Raises
    ------
    UsageError
        When the address is none, or the ``openai`` client is not installed.

    Examples
    --------
    >>> OnlineExtractor("http://localhost:11434/v1", model="small").name
    'small at localhost:11434'
    """

    def __init__(
        self,
        base_url: str,
        *,
        model: str,
        api_key: str | None = None,
        timeout_s: float = _TIMEOUT_S,
    ) -> None:
        self.host = _checked_host(base_url)
        self.name = f"{model} at {self.host}"
        self._model = model
        self._client = _client(base_url, api_key or _NO_KEY, timeout_s)
        self._given_up: OnlineServiceError | None = None

    def propose(self, text: str) -> tuple[tuple[Proposal, ...], tuple[str, ...]]:
        """Ask for the claims of a text, piece by piece where it is long.

        Parameters
        ----------
        text : str
            The report's text; it is sent to the host.

        Returns
        -------
        tuple of (tuple of Proposal, tuple of str)
            What is proposed, and why parts of the answers are refused.

        Raises
        ------
        OnlineServiceError
            When no usable answer came. A server that cannot be reached, refuses or does not
            answer in time is not asked again.
        """
        if self._given_up is not None:
            raise self._given_up
        proposals: list[Proposal] = []
        refusals: list[str] = []
        for piece in pieces(text):
            try:
                found, refused = self._asked(piece)
            except _HOPELESS as error:
                self._given_up = error
                raise
            proposals += found
            refusals += refused
        return tuple(proposals), tuple(refusals)

    def _asked(self, piece: str) -> tuple[tuple[Proposal, ...], tuple[str, ...]]:
        with self._told():
            answer = self._client.chat.completions.create(
                model=self._model,
                messages=[
                    {"role": "system", "content": INSTRUCTIONS},
                    {"role": "user", "content": piece},
                ],
                response_format={
                    "type": "json_schema",
                    "json_schema": {"name": "claims", "strict": True, "schema": SCHEMA},
                },
                temperature=0,
                seed=1,
            )
        content = self._content(answer)
        try:
            return read_answer(content)
        except ValueError as error:
            raise self._garbled(str(error)) from error

    def _content(self, answer: Any) -> str:
        """Take the words of an answer; servers that are none answer with anything."""
        try:
            choice = answer.choices[0]
            content, finished = choice.message.content, choice.finish_reason
        except (AttributeError, IndexError, TypeError) as error:
            raise self._garbled("it is not what such a server answers") from error
        if finished == "length":
            raise self._garbled("it is cut off")
        if not isinstance(content, str) or len(content) > _LONGEST_ANSWER:
            raise self._garbled("it has no text, or far too much")
        return content

    def _garbled(self, what: str) -> GarbledAnswerError:
        return GarbledAnswerError(f"the answer cannot be used: {what}", where=self.name)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell the client's errors as geomap's; the server's own words are left out."""
        import openai

        try:
            yield
        except openai.APITimeoutError as error:
            raise ServiceTimeoutError("no answer in time", where=self.name) from error
        except openai.APIConnectionError as error:
            message = "no such host, nobody listening there, or no network to ask"
            raise NoNetworkError(message, where=self.name) from error
        except openai.APIStatusError as error:
            raise _status_error(error.status_code, self.name) from error
        except (openai.OpenAIError, ValueError) as error:
            raise self._garbled("it is not what such a server answers") from error


def pieces(text: str) -> Iterator[str]:
    """Part a long text at its paragraphs, or where there are none, at its words.

    Parameters
    ----------
    text : str
        The text.

    Yields
    ------
    str
        Pieces of at most 12,000 characters; together they are the text.

    Examples
    --------
    >>> [len(piece) for piece in pieces("word " * 5_000)]
    [12000, 12000, 1000]
    """
    start = 0
    while start < len(text):
        end = start + _PIECE
        if end < len(text):
            for mark in ("\n\n", "\n", ". ", " "):
                cut = text.rfind(mark, start + _PIECE // 2, end)
                if cut > 0:
                    end = cut + len(mark)
                    break
        yield text[start:end]
        start = end


def _status_error(status: int, name: str) -> OnlineServiceError:
    if status == _QUOTA:
        return RateLimitedError("it was asked too often", where=name, status=status)
    if status >= _BROKEN:
        return ServiceFailedError(f"it failed ({status})", where=name, status=status)
    message = (
        f"it refuses ({status}): the key, the model's name, or an answer in JSON by a schema, "
        "which the server must know"
    )
    return RefusedError(message, where=name, status=status)


def _checked_host(base_url: str) -> str:
    try:
        parts = urlsplit(base_url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise UsageError(f"{base_url!r} is no address: {error}") from error
    if parts.scheme not in ("http", "https") or not host:
        raise UsageError(
            f"{base_url!r} is no address of an extractor; it is to be such as "
            "http://localhost:11434/v1"
        )
    if parts.username or parts.password:
        raise UsageError("the extractor's address holds a name or password; a key goes elsewhere")
    if parts.scheme == "http" and not _near(host):
        raise UsageError(
            f"the reports would go to {host} unencrypted; use https, or a server of your own"
        )
    return parts.netloc


def _near(host: str) -> bool:
    """Tell whether a host is this machine or in a private network."""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _client(base_url: str, key: str, timeout_s: float) -> OpenAI:
    try:
        import openai
    except ImportError as error:
        raise UsageError(
            "an extractor needs the openai client: pip install 'geomap[extractor]'"
        ) from error
    client = openai.OpenAI(
        base_url=base_url,
        api_key=key,
        timeout=timeout_s,
        max_retries=_RETRIES,
        # A report goes to the host that was named, and is not passed on to another.
        http_client=openai.DefaultHttpxClient(base_url=base_url, follow_redirects=False),
    )
    # The client would take these from the environment and send them to whoever is asked.
    client.organization = None
    client.project = None
    return client
