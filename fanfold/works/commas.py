"""Several names in one field, with commas between them."""

from collections.abc import Iterable, Iterator

COMMAS = ",，،、\n"


def split_names(typed: str) -> list[str]:
    """The names between the commas, without outer spaces; empty ones left out.

    A name that holds a comma itself stands in straight quotes, a quote inside it doubled. Quotes around anything else
    are part of the name: people do put them into tags.
    """
    return [name for name in (part.strip() for part in _parts(typed)) if name]


def _parts(typed: str) -> Iterator[str]:
    at, may_close = 0, True
    while at < len(typed):
        at = _past_spaces(typed, at)
        if may_close and typed.startswith('"', at):
            name, end = _quoted(typed, at)
            if end and _needs_quotes(name):
                yield name
                at = end
                continue
            may_close = bool(end)  # if nothing closes after this quote, nothing closes after a later one
        end = _next_comma(typed, at)
        yield typed[at:end]
        at = end + 1


def _quoted(typed: str, at: int) -> tuple[str, int]:
    """The name in the quotes that open at `at`, and where the next begins: 0 if no quote closes them before a comma."""
    pieces, begin = [], at + 1
    while (quote := typed.find('"', begin)) >= 0:
        pieces.append(typed[begin:quote])
        if typed.startswith('"', quote + 1):
            pieces.append('"')
            begin = quote + 2
            continue
        after = _past_spaces(typed, quote + 1)
        if after == len(typed) or typed[after] in COMMAS:
            return "".join(pieces), after + 1
        pieces.append('"')
        begin = quote + 1
    return "", 0


def _past_spaces(typed: str, at: int) -> int:
    while at < len(typed) and typed[at] in " \t":
        at += 1
    return at


def _next_comma(typed: str, at: int) -> int:
    while at < len(typed) and typed[at] not in COMMAS:
        at += 1
    return at


def _needs_quotes(name: str) -> bool:
    return name.startswith('"') or any(comma in name for comma in COMMAS)


def join_names(names: Iterable[str]) -> str:
    """The names as `split_names` reads them back."""
    return ", ".join('"' + name.replace('"', '""') + '"' if _needs_quotes(name) else name for name in names)
