"""Which keys are in a gazetteer at all: asked a hundred times for one misspelt name.

A Bloom filter (Bloom 1970): a key that is in is always said to be in, one key in forty that
is not is said to be in too. It costs a byte a key and answers in a millionth of a second,
where looking the key up costs a tenth of a thousandth.

Only the standard library: the build imports this.
"""

from __future__ import annotations

from collections.abc import Collection
from hashlib import blake2b

__all__ = ["KeySet"]

_BITS_A_KEY = 8
_TESTS = 5
# bits set for each key; near the best number for eight bits a key
_LEAST_BITS = 64


class KeySet:
    """A set of keys that may say yes too often, never no.

    Parameters
    ----------
    bits : bytes
        What :meth:`of` gave.

    Examples
    --------
    >>> keys = KeySet(KeySet.of(["ltmn", "tlbs"]))
    >>> "ltmn" in keys, "qqq" in keys
    (True, False)
    """

    def __init__(self, bits: bytes) -> None:
        self._bits = bits
        self._size = 8 * len(bits)

    @classmethod
    def of(cls, keys: Collection[str]) -> bytes:
        """Give the bits for some keys.

        Parameters
        ----------
        keys : collection of str
            The keys, each once.

        Returns
        -------
        bytes
            The same for the same keys in any order.
        """
        bits = bytearray(max(_LEAST_BITS, _BITS_A_KEY * len(keys)) // 8)
        size = 8 * len(bits)
        for key in keys:
            first, step = _hashes(key)
            for test in range(_TESTS):
                bit = (first + test * step) % size
                bits[bit >> 3] |= 1 << (bit & 7)
        return bytes(bits)

    def __contains__(self, key: str) -> bool:
        """Tell whether a key may be in."""
        first, step = _hashes(key)
        bits, size = self._bits, self._size
        for test in range(_TESTS):
            bit = (first + test * step) % size
            if not bits[bit >> 3] >> (bit & 7) & 1:
                return False
        return True


def _hashes(key: str) -> tuple[int, int]:
    number = int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big")
    return number >> 32, number & 0xFFFFFFFF | 1
