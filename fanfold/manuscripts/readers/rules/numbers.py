"""Numbers as chapters write them: 3, III, three, third, 第三話."""

import re

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "last": 99, "final": 99,
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10,
    "premier": 1, "première": 1, "deuxième": 2, "troisième": 3,
    "eins": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10,
    "erstes": 1, "zweites": 2, "drittes": 3, "erster": 1, "zweiter": 2, "dritter": 3,
    "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10,
    "primero": 1, "segundo": 2, "tercero": 3, "primo": 1, "secondo": 2, "terzo": 3, "due": 2, "tre": 3,
    "quattro": 4, "cinque": 5, "um": 1, "dois": 2, "três": 3, "quatro": 4,
    "первая": 1, "вторая": 2, "третья": 3, "четвертая": 4, "четвёртая": 4, "пятая": 5, "первый": 1, "второй": 2,
    "один": 1, "два": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7, "восемь": 8, "девять": 9, "десять": 10,
    "шестая": 6, "седьмая": 7, "восьмая": 8, "девятая": 9, "десятая": 10,
    "zero": 0, "null": 0, "zéro": 0, "cero": 0, "ноль": 0, "нулевая": 0, "neunte": 9, "zehnte": 10,
    "erste": 1, "zweite": 2, "dritte": 3, "vierte": 4, "fünfte": 5, "sechste": 6, "siebte": 7, "achte": 8, "elf": 11, "zwölf": 12,
    "viertes": 4, "fünftes": 5, "sechstes": 6, "siebtes": 7, "achtes": 8, "neuntes": 9, "zehntes": 10,
    "onze": 11, "douze": 12, "quatrième": 4, "cinquième": 5, "sixième": 6, "septième": 7, "huitième": 8, "neuvième": 9,
    "primera": 1, "segunda": 2, "tercera": 3, "cuarto": 4, "cuarta": 4, "quinto": 5, "quinta": 5, "sexto": 6, "séptimo": 7,
    "octavo": 8, "noveno": 9, "décimo": 10, "once": 11, "doce": 12,
    "prima": 1, "seconda": 2, "terza": 3, "quarta": 4, "sesto": 6, "settimo": 7, "ottavo": 8, "nono": 9, "decimo": 10,
    "sei": 6, "sette": 7, "otto": 8, "nove": 9, "dieci": 10, "undici": 11, "dodici": 12,
    "primeiro": 1, "primeira": 1, "terceiro": 3, "terceira": 3, "quarto": 4, "sete": 7, "oito": 8, "dez": 10,
    "eén": 1, "twee": 2, "drie": 3, "pierwszy": 1, "drugi": 2, "trzeci": 3,
}  # fmt: skip
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_WITH_TAIL = re.compile(r"(\d{1,3})(?:st|nd|rd|th|er|e|º|ª|[a-d])")
_ROMAN_NUMBER = re.compile(r"(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_HEBREW = {
    **dict(zip("אבגדהוזחט", range(1, 10), strict=True)),
    **dict(zip("יכלמנסעפצ", range(10, 100, 10), strict=True)),
}
_HEBREW_WORDS = {"ראשון": 1, "שני": 2, "שלישי": 3, "רביעי": 4, "חמישי": 5, "אחד": 1, "שניים": 2, "שלוש": 3}
_HAN = {"〇": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}


def number_of(written: str) -> int | None:
    """The number, or None if this is none."""
    word = written.strip().lower()
    if word.isdecimal() and len(word) <= 4:
        return int(word)
    if found := _WITH_TAIL.fullmatch(word):
        return int(found.group(1))
    if word in _WORDS or word in _HEBREW_WORDS:
        return _WORDS.get(word, _HEBREW_WORDS.get(word))
    if word and _ROMAN_NUMBER.fullmatch(word):
        return _roman(word)
    return _compound(word) or _han(word) or _hebrew(word)


def _roman(word: str) -> int:
    values = [_ROMAN[letter] for letter in word]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def _hebrew(word: str) -> int | None:
    """Up to ninety-nine, as י"ב or טו; the marks that show a number are passed over."""
    letters = word.replace("'", "").replace('"', "").replace("׳", "").replace("״", "")
    if not 0 < len(letters) <= 2 or any(letter not in _HEBREW for letter in letters):
        return None
    return sum(_HEBREW[letter] for letter in letters)


def _compound(word: str) -> int | None:
    tens, _, ones = word.replace(" ", "-").partition("-")
    if _WORDS.get(tens, 0) in range(20, 91, 10) and 0 < _WORDS.get(ones, 0) < 10:
        return _WORDS[tens] + _WORDS[ones]
    return None


def _han(word: str) -> int | None:
    """Up to ninety-nine, as 二十三."""
    if not word or any(sign not in _HAN and sign != "十" for sign in word):
        return None
    tens, ten, ones = word.rpartition("十")
    if not ten:
        return _HAN[word] if len(word) == 1 else None
    return _HAN.get(tens, 1) * 10 + _HAN.get(ones, 0)
