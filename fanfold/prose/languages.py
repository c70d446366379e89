"""Languages by their BCP 47 codes: what they call themselves, how they are written, what a label means by one."""

import re

LANGUAGES = {
    "af": "Afrikaans", "am": "አማርኛ", "ar": "العربية", "ast": "asturianu", "az": "azərbaycanca", "be": "беларуская",
    "bg": "български", "bn": "বাংলা", "br": "brezhoneg", "bs": "bosanski", "ca": "català", "ceb": "Cebuano",
    "cs": "čeština", "cy": "Cymraeg", "da": "dansk", "de": "Deutsch", "el": "ελληνικά", "en": "English",
    "eo": "Esperanto", "es": "español", "et": "eesti", "eu": "euskara", "fa": "فارسی", "fi": "suomi",
    "fil": "Filipino", "fo": "føroyskt", "fr": "français", "fy": "Frysk", "ga": "Gaeilge", "gd": "Gàidhlig",
    "gl": "galego", "gsw": "Schwyzerdütsch", "gu": "ગુજરાતી", "ha": "Hausa", "haw": "ʻŌlelo Hawaiʻi", "he": "עברית",
    "hi": "हिन्दी", "hr": "hrvatski", "hu": "magyar", "hy": "հայերեն", "ia": "interlingua", "id": "Bahasa Indonesia",
    "ig": "Igbo", "is": "íslenska", "it": "italiano", "ja": "日本語", "jv": "Basa Jawa", "ka": "ქართული",
    "kk": "қазақ тілі", "km": "ខ្មែរ", "kn": "ಕನ್ನಡ", "ko": "한국어", "ku": "kurdî", "ky": "кыргызча", "la": "Latina",
    "lb": "Lëtzebuergesch", "lo": "ລາວ", "lt": "lietuvių", "lv": "latviešu", "mi": "Māori", "mk": "македонски",
    "ml": "മലയാളം", "mn": "монгол", "mr": "मराठी", "ms": "Bahasa Melayu", "mt": "Malti", "my": "မြန်မာ",
    "nb": "norsk bokmål", "ne": "नेपाली", "nl": "Nederlands", "nn": "norsk nynorsk", "oc": "occitan", "pa": "ਪੰਜਾਬੀ",
    "pl": "polski", "ps": "پښتو", "pt": "português", "pt-BR": "português (Brasil)", "qu": "Runasimi",
    "rm": "rumantsch", "ro": "română", "ru": "русский", "sa": "संस्कृतम्", "sco": "Scots", "se": "davvisámegiella",
    "si": "සිංහල", "sk": "slovenčina", "sl": "slovenščina", "so": "Soomaali", "sq": "shqip", "sr": "српски",
    "sv": "svenska", "sw": "Kiswahili", "ta": "தமிழ்", "te": "తెలుగు", "th": "ไทย", "tl": "Tagalog",
    "tlh": "tlhIngan Hol", "tok": "toki pona", "tr": "Türkçe", "tt": "татарча", "uk": "українська", "ur": "اردو",
    "uz": "oʻzbekcha", "vi": "Tiếng Việt", "xh": "isiXhosa", "yi": "ייִדיש", "yo": "Yorùbá", "yue": "粵語",
    "zh-Hans": "中文（简体）", "zh-Hant": "中文（繁體）", "zu": "isiZulu",
}  # fmt: skip
# The language alone, where the list names only its scripts.
_BARE = {"zh": "中文"}
_NAMES = {code.lower(): name for code, name in LANGUAGES.items()} | _BARE
_IN_ENGLISH = {
    "arabic": "ar", "catalan": "ca", "chinese": "zh", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en",
    "finnish": "fi", "french": "fr", "german": "de", "greek": "el", "hebrew": "he", "hungarian": "hu",
    "indonesian": "id", "italian": "it", "japanese": "ja", "korean": "ko", "norwegian": "nb", "polish": "pl",
    "portuguese": "pt", "romanian": "ro", "russian": "ru", "spanish": "es", "swedish": "sv", "thai": "th",
    "turkish": "tr", "ukrainian": "uk", "vietnamese": "vi", "welsh": "cy",
}  # fmt: skip
# Written from right to left: the languages, and the scripts that make any language so.
_FROM_RIGHT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"})
_SCRIPTS_FROM_RIGHT = frozenset({"adlm", "arab", "hebr", "nkoo", "syrc", "thaa"})

_BCP_47 = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,5}")
LONGEST = 35


def language_choices() -> list[tuple[str, str]]:
    """Code and own name, in the order of the names without regard to capitals."""
    return sorted(LANGUAGES.items(), key=lambda item: item[1].casefold())


def language_code(typed: str) -> str | None:
    """The code as it is usually written (zh-Hant-TW), or None if it has not the shape of one (RFC 5646, 2.1)."""
    typed = typed.strip().replace("_", "-")
    if len(typed) > LONGEST or not _BCP_47.fullmatch(typed):
        return None
    first, *rest = typed.split("-")
    return "-".join([first.lower(), *map(_cased, rest)])


def _cased(part: str) -> str:
    if len(part) == 4 and part.isalpha():
        return part.title()
    return part.upper() if len(part) == 2 else part.lower()


def language_called(label: str) -> str | None:
    """The code of a language that a label names by code, in English or in itself; None if it is none we know."""
    wanted = label.strip().lower()
    if wanted in _NAMES:
        return wanted
    own = {name.lower(): code for code, name in (LANGUAGES | _BARE).items()}
    return _IN_ENGLISH.get(wanted) or own.get(wanted)


def language_name(code: str) -> str:
    """What its speakers call the language, as a heading writes it; empty where we don't know."""
    code = code.lower()
    while code and code not in _NAMES:
        code = code.rpartition("-")[0]
    name = _NAMES.get(code, "")
    return name[:1].upper() + name[1:]


def direction(code: str) -> str:
    """`rtl` or `ltr`, as the `dir` of a text in that language. A script in the code has the last word."""
    language, *subtags = code.lower().split("-")
    scripts = [subtag for subtag in subtags if len(subtag) == 4 and subtag.isalpha()]
    from_right = scripts[0] in _SCRIPTS_FROM_RIGHT if scripts else language in _FROM_RIGHT
    return "rtl" if from_right else "ltr"
