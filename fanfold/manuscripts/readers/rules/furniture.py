"""Furniture: what sites, mail programs and endings put around a story. Kept, but not shown in the work."""

import re

from fanfold.manuscripts.readers.passages import Passage

_ENDING = re.compile(
    r"[\W_]{0,12}(?:(?:the |la |le |il |o |das )?(?:end|fin|fine|ende|finis|конец|fim|final|owari|koniec|einde|slut)"
    r"(?: file| of (?:part|chapter|story) \w{1,10}| del? (?:capítulo|capitolo)(?: \w{1,10})?| главы(?: \w{1,10})?)?"
    r"|t\.?b\.?c\.?|to be cont(?:inued|\.)?|continued in (?:part|chapter) \w{1,10}|(?:end|fin) (?:part|chapter) \w{1,10}|end chapter"
    r"|(?:à|a) suivre|fortsetzung folgt|wird fortgesetzt|continuará|continua(?: no próximo)?|продолжение следует|つづく|続く|終わり|おわり|終|完|了"
    r"|未完待续|未完待續|待续|待續|全文完|完结|完結|סוף|המשך יבוא|ciąg dalszy nastąpi|wordt vervolgd)[\W_]{0,12}",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"(?:back to (?:index|top)|table of contents|contents|inhalt(?:sverzeichnis)?|table des matières|skip to main content"
    r"|main content|actions|work header|chapter text|work text|↑ ?top|preface|afterword"
    r"|favou?rite ?: ?story.{0,60}|follow ?: ?(?:story|author).{0,40}|(?:see the end of|see (?:the )?notes).{0,80}"
    r"|posted originally on .{0,200}|.{0,80}please drop by the archive and comment.{0,120}"
    r"|this story archived at .{0,200}|» .{1,80}|\[?(?:next|previous|prev) (?:part|chapter|page)\]?|page \d{1,4}"
    r"|\[ ?(?:part|chapter|on to|next|back|part the) ?[\w ]{0,30}\]|report (?:this|abuse).{0,30}|add (?:story|author) to .{0,60}"
    r"|reviews?|print(?:er)? (?:friendly|view).{0,20}|.{0,60}left kudos on this work!?)",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:(?:back|return|go|up) to (?:the )?.{1,30}|(?:sign|view|read) (?:my|the) .{1,20}|home|index|main|next|prev(?:ious)?|list|random|join|"
    r"e-?mail(?: me)?|fan ?fic(?:tion)?|links|guestbook|top|archive|updates)",
    re.IGNORECASE,
)
CONTENTS = re.compile(
    r"[\W_]{0,6}(?:table of contents|contents|inhalt(?:sverzeichnis)?|table des matières|índice|indice|содержание|оглавление|目次)[\W_]{0,6}",
    re.IGNORECASE,
)
MAIL = re.compile(
    r"(?:from|newsgroups|subject|date|message-id|reply-to|to|cc|sender|organization|lines|references|path|"
    r"x-[a-z\-]{2,30}|mime-version|content-type|xref|nntp-posting-host)\s?:",
    re.IGNORECASE,
)
_MAIL_PROOF = re.compile(r"(?:newsgroups|message-id|references|nntp-posting-host)\s?:", re.IGNORECASE)
_SITE_NAMES = frozenset(
    {"copyright", "archivedat", "toplink", "navigation", "nav", "footer", "menu", "sidebar", "endnote-link"}
)


def is_ending(words: str) -> bool:
    """THE END, FIN, -TBC-, to be continued."""
    return len(words) <= 60 and _ENDING.fullmatch(words) is not None


def name_furniture(passages: list[Passage]) -> None:
    """Endings, the words of sites, mail headers with their signatures, lists of contents."""
    _name_mail(passages)
    _name_contents(passages)
    for passage in passages:
        if not passage.is_open:
            continue
        if is_ending(passage.text):
            passage.name("furniture", "words of an ending", 0.9, kind="ending")
        elif passage.setting.names & _SITE_NAMES:
            passage.name("furniture", "the site's own box", 0.9)
        elif len(passage.text) <= 300 and _is_of_site(passage.text.strip()):
            passage.name("furniture", "words of a site", 0.85)


def _is_of_site(words: str) -> bool:
    """The words of a site, or several links in a row parted by bars."""
    if _SITE.fullmatch(words):
        return True
    parts = [part.strip() for part in re.split(r"[|·•]", words)]
    return len(parts) > 1 and all(_LINK.fullmatch(part) or _SITE.fullmatch(part) for part in parts)


def _name_mail(passages: list[Passage]) -> None:
    """Headers of a post: a run of header lines with at least one that only mail has."""
    at = 0
    seen = False
    while at < len(passages):
        run = _mail_run(passages, at)
        if len(run) >= 3 and (seen or any(_MAIL_PROOF.match(line.text) for line in run)):
            seen = True
            for line in run:
                line.name("furniture", "mail header", 0.95, kind="mail")
        elif seen and passages[at].text.strip() == "--":
            at += _name_signature(passages, at)
            continue
        at += max(1, len(run))


def _mail_run(passages: list[Passage], at: int) -> list[Passage]:
    run: list[Passage] = []
    for passage in passages[at : at + 40]:
        if not MAIL.match(passage.text) or (run and passage.gap > 0):
            break
        run.append(passage)
    return run


def _name_signature(passages: list[Passage], at: int) -> int:
    """The mark `--` and the lines right after it; how many passages that was."""
    count = 1
    while at + count < len(passages) and count <= 6 and passages[at + count].gap == 0:
        count += 1
    for passage in passages[at : at + count]:
        passage.name("furniture", "signature of a mail", 0.9, kind="mail")
    return count


def _name_contents(passages: list[Passage]) -> None:
    """The list after the words Table of Contents: short lines, up to the first that comes again or is long."""
    for at, passage in enumerate(passages):
        if not CONTENTS.fullmatch(passage.text) or len(passage.text) > 60:
            continue
        passage.name("furniture", "title of a list of contents", 0.9, kind="contents")
        seen: set[str] = set()
        for item in passages[at + 1 : at + 2000]:
            words = item.text.strip()
            if len(words) > 120 * len(item.lines) or words in seen or not item.is_open or item.setting.level:
                break
            seen.add(words)
            item.name("furniture", "line of a list of contents", 0.85, kind="contents")
