"""Countries as tables write them: a code of two letters, of three, or a name in any tongue."""

from __future__ import annotations

from functools import lru_cache

from geomap.errors import UsageError
from geomap.protocols import Gazetteer

__all__ = ["country_iso2"]

# ISO 3166-1: the alpha-3 code with its alpha-2 code behind it. XK is a user-assigned code
# that the gazetteers of the field use for Kosovo.
_CODES = """
ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU
AUTAT AZEAZ BDIBI BELBE BENBJ BESBQ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL BLRBY BLZBZ
BMUBM BOLBO BRABR BRBBB BRNBN BTNBT BVTBV BWABW CAFCF CANCA CCKCC CHECH CHLCL CHNCN CIVCI
CMRCM CODCD COGCG COKCK COLCO COMKM CPVCV CRICR CUBCU CUWCW CXRCX CYMKY CYPCY CZECZ DEUDE
DJIDJ DMADM DNKDK DOMDO DZADZ ECUEC EGYEG ERIER ESHEH ESPES ESTEE ETHET FINFI FJIFJ FLKFK
FRAFR FROFO FSMFM GABGA GBRGB GEOGE GGYGG GHAGH GIBGI GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR
GRDGD GRLGL GTMGT GUFGF GUMGU GUYGY HKGHK HMDHM HNDHN HRVHR HTIHT HUNHU IDNID IMNIM INDIN
IOTIO IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT JAMJM JEYJE JORJO JPNJP KAZKZ KENKE KGZKG KHMKH
KIRKI KNAKN KORKR KWTKW LAOLA LBNLB LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT LUXLU LVALV
MACMO MAFMF MARMA MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH MKDMK MLIML MLTMT MMRMM MNEME MNGMN
MNPMP MOZMZ MRTMR MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA NCLNC NERNE NFKNF NGANG NICNI
NIUNU NLDNL NORNO NPLNP NRUNR NZLNZ OMNOM PAKPK PANPA PCNPN PERPE PHLPH PLWPW PNGPG POLPL
PRIPR PRKKP PRTPT PRYPY PSEPS PYFPF QATQA REURE ROURO RUSRU RWARW SAUSA SDNSD SENSN SGPSG
SGSGS SHNSH SJMSJ SLBSB SLESL SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST SURSR SVKSK SVNSI
SWESE SWZSZ SXMSX SYCSC SYRSY TCATC TCDTD TGOTG THATH TJKTJ TKLTK TKMTM TLSTL TONTO TTOTT
TUNTN TURTR TUVTV TWNTW TZATZ UGAUG UKRUA UMIUM URYUY USAUS UZBUZ VATVA VCTVC VENVE VGBVG
VIRVI VNMVN VUTVU WLFWF WSMWS XKXXK YEMYE ZAFZA ZMBZM ZWEZW
"""


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    words = _CODES.split()
    return {word[:3]: word[3:] for word in words} | {word[3:]: word[3:] for word in words}


def country_iso2(written: str, *, gazetteer: Gazetteer) -> str:
    """Give the ISO 3166-1 alpha-2 code of a country.

    Parameters
    ----------
    written : str
        Its alpha-2 or alpha-3 code in any case, or its name in any language.
    gazetteer : Gazetteer
        Where a name is looked up.

    Returns
    -------
    str
        The code, in capitals.

    Raises
    ------
    UsageError
        When there is no such country.

    Examples
    --------
    >>> from geomap.places.gazetteer import open_builtin
    >>> [country_iso2(c, gazetteer=open_builtin()) for c in ("sy", "SYR", "Сирия", "UK")]
    ['SY', 'SY', 'SY', 'GB']
    """
    code = written.strip().upper()
    if known := _codes().get(code):
        return known
    for candidate in gazetteer.find(written):
        if candidate.place.feature.startswith("PCL") and candidate.place.country:
            return candidate.place.country
    raise UsageError(
        f"{written!r} is no country; give its name or its ISO 3166-1 code, such as SY or SYR"
    )
