"""How authors sound when they speak to their readers: words of posting, thanks, excuses, smiles, in eleven languages."""

import re

# Words that hardly stand in a story.
_STRONG = re.compile(
    r"\b(?:fics?|fanfics?|fan ?fictions?|one-?shots?|songfics?|drabbles?|r ?& ?r|reviewers?|unbeta\W{0,2}e?d|un-beta\W{0,2}e?d|beta['’]?(?:e?d|ing)|"
    r"beta-?readers?|disclaimers?|feedback|concrit|kudos|plot bunn\w{1,4}|writer['’]?s block|x-posted|flist|(?:next|this|previous) "
    r"(?:chapter|chappie|update|installment|instalment)|(?:see|in|with) part (?:1|one)|cliff(?:ie|hanger)s?|crack ?fic|headers|"
    r"betales\w{2,6}|nächste[ns]? kapitel|neues? kapitel|prochain chapitre|chapitre suivant|próximo capítulo|prossimo capitolo|recension[ei]|"
    r"recensit\w{1,3}|следующ\w{2,3} глав\w{1,2}|фанфик\w{0,3}|фик\w{0,3}|rozdziale)\b|[\w.+\-]{1,40}@[\w\-]{1,40}\.[a-z]{2,8}|"
    r"次回|次話|更新|感想|投稿|連載|拍手|評価|誤字|ブクマ|下一章|下章|本章|更文|评论|評論|催更|收藏|דיסקליימר|פאנפיק",
    re.IGNORECASE,
)  # fmt: skip
_WEAK = re.compile(
    r"\b(?:reviews?|reviewed|reviewing|flames?|updat(?:e|es|ed|ing)|beta|sequel|prequel|chapters?|readers?|typos?|hiatus|tumblr|livejournal|discord|"
    r"posted|posting|muse|guest|pairings?|spoilers?|set (?:after|before|during)|exams?|laptop|finals|homework|stor(?:y|ies)|prompt|canon|comments?|"
    r"kapitel|kommis?|kommentare?n?|geschichte|chapitres?|histoire|commentaires?|relecture|capítulos?|historia|história|comentarios?|comentários?|lector\w{1,3}|"
    r"leitor\w{0,3}|capitol[oi]|storia|commenti|lettor\w|examen\w{0,2}|esam[ei]|глав[аыеуой]{1,2}|отзыв\w{0,3}|комментари\w{1,3}|сесси\w|беты?|"
    r"rozdział\w?|komentarz\w?)\b|コメント|章节|考试|作品|פרק|תגוב\w{1,3}|מבחנים|ביקור\w{1,3}",
    re.IGNORECASE,
)
_UPPER = re.compile(r"\b(?:OCs?|OOC|AU|OTP|POV|WIP)\b")
_ADDRESS = re.compile(
    r"(?:\bhope (?:you|u|y['’]?all|it was)\b|\blet me know\b|\btell me\b|\bthank(?:s| you| u)\b(?: so much| very much)?(?: to| for| every| all|!)|\benjoy\b[!.:]?|"
    r"\bplease (?:review|comment|read|be nice|r&r|forgive|keep)|\b(?:i['’]?m|i am|so|really) sorry\b|\bsorry (?:for|about|this|it|guys|flist)|\bhey (?:guys|everyone|all)\b|"
    r"\bhi (?:everyone|guys|all|there)\b|\bhello (?:everyone|all|again)\b|\bwhat do you think|\bwhat did you think|\bstay tuned|\bsee you\b|\bmy first\b|\bfind me\b|"
    r"\bcome (?:and )?say\b|\bis adored\b|\bis (?:love|welcome)\b|\breviews? (?:make|are)\b|\breview!|\bread (?:and|&) review|"
    r"\bdanke (?:an|für)|\bviel spaß|\bich hoffe,? (?:es|ihr|euch|das|dass)|\btut mir (?:echt |wirklich |so )?leid|\bihr lieben\b|\bhallo (?:zusammen|leute|alle)|"
    r"\bbis (?:zum nächsten|bald)\b|\bfreue? mich\b|\bmich (?:sehr )?freuen\b|\blasst mir\b|\bwürde mich\b|"
    r"\bmerci (?:à|d|pour)|\bbonne lecture\b|\bj['’]espère que (?:ça|cela|vous|ce)|\blaissez\b|\bdésolée? (?:pour|du|de)|\bà (?:la prochaine|bientôt)\b|\bdites-moi\b|"
    r"\bgracias (?:a|por)\b|\bespero (?:sus|tus|vuestros)\b|\bhasta aquí\b|\bespero que (?:les|os|te|l[eo]s|lo)\b|\bperd[óo]n(?:en)? (?:por|la)|\blo siento (?:por|mucho)|\bdisculp\w{1,3}\b|\bdej(?:en|ad|a)(?:me)?\b|"
    r"\bnos (?:vemos|leemos)\b|\bhola a tod|¡hola|\bdíganme\b|"
    r"\bgrazie (?:a|per|mille)\b|\bspero (?:che )?(?:vi|ti)\b|\bscusate\b|\bal prossimo\b|\bbuona lettura\b|\bfatemi sapere\b|\blasciate\b|"
    r"\bobrigad[oa]s? (?:por|a|pel)|\bespero que (?:tenham|gostem|vocês)\b|\bdesculpem?\b|\bdeixem\b|\baté (?:o|ao) próximo|\bboa leitura\b|"
    r"\bспасибо (?:за|всем|мо|тем|огромн)|\b(?:прости(?:те)?|извини(?:те)?)\b.{0,20} за|\bнадеюсь,? (?:вам|что)|\bприятного (?:чтения|прочтения)|\bжду\b|\bнапишите\b|"
    r"\bdziękuję (?:za|wszystkim)|\bprzepraszam za|"
    r"読んで(?:くださ|下さ|頂|いただ)|ありがとうございま|すみません|お待たせ|お楽しみ|楽しんで|よろしくお願い|申し訳|"
    r"谢谢(?:大家|各位|你们)|感谢(?:大家|各位|阅读)|謝謝(?:大家|各位)|希望(?:大家|你们|各位)|求(?:评论|收藏|点赞)|抱歉|敬请期待|"
    r"תודה (?:ל|על)|סליחה על|מקווה ש|קריאה (?:נעימה|מהנה))",
    re.IGNORECASE,
)
_OWNING = re.compile(
    r"\b(?:do(?:es)? not|don['’]?t|doesn['’]?t) own\b|\bown nothing\b|\bbelongs? to\b|\b(?:not|isn['’]?t|aren['’]?t) mine\b|\bproperty of\b|\bno (?:copyright )?infringement\b|"
    r"\bgeh[öo]r(?:t|en) (?:nicht )?mir\b|\bmir geh[öo]r(?:t|en)\b|\bm['’]appartien\w{1,3}\b|\bme pertenecen?\b|\bmi appart\w{2,6}\b|\bme pertencem?\b|"
    r"\bне мо[ийея]\b|\bне принадлеж\w{1,3}\b|著作権|版权|版權",
    re.IGNORECASE,
)
_SONG = re.compile(
    r"\b(?:songs?|lyrics?|title|music|lied|songtext|chanson|titre|canción|canzone|música|песн\w|строк\w)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"[\"“”»’] (?:is )?(?:by|from|von|par|de|di) (?:the |der |die |les |los )?[A-ZÀ-Þ]|[\"“”»’] - [A-ZÀ-Þ]"
)
_EMOTICON = re.compile(
    r"(?<![\w/])(?:[:;=8xX][-^o']?[)(DPp3*]|\^[_.]?\^|<3|[xX]D|>[_.]<|:'\(|\bo_o\b)(?!\w)|[😀-🙏❤♥💕🎉]|[（(][^\w（()）\n]{0,3}[^\s\w（()）]\s?[_ω∀▽ｗ][^（()）\n]{0,4}[)）]"
)
_LOWER_I = re.compile(r"(?<![\w'’.])i(?:['’](?:m|ve|ll|d))?(?![\w'’.])")
_YOU_AND_I = re.compile(r"\b[Ii]\b")
_SAID = re.compile(
    r"[\"”»,]\s*(?:\w+\s+)?(?:said|asked|replied|whispered|muttered|yelled|shouted|laughed|sighed|told)\b|\b(?:she|he|they) (?:had|was|were|didn['’]t|could|looked|turned|thought|felt|knew)\b|"
    r"\b(?:sagte|fragte|flüsterte|murmelte|antwortete|rief)\b|\b(?:dit|demanda|répondit|murmura|souffla)\b|"
    r"\b(?:dijo|preguntó|respondió|murmuró|gritó|susurró)\b|\b(?:disse|chiese|rispose|perguntou|respondeu|mormorò|sussurrou)\b|"
    r"\b(?:сказала?|спросила?|ответила?|прошептала?|крикнула?)\b|\bavait (?:dit|écrit)\b|」と|、?と(?:彼|彼女|言|呟|叫|尋|答)|(?:言|思)った|\b(?:אמרה?|שאלה?|לחשה?)\b|[道说問问][：:，,]?[“「]",
    re.IGNORECASE,
)
OPENS_SPEECH = frozenset('"“«„»「『‹')
_DASHES = frozenset("—–―-")
_LONGEST = 3000
# Speech ends with a mark of its own before the quotation mark; a title in quotation marks does not.
_SPEECH = re.compile(r"[\"“«„][^\"“”«»„\n]{1,400}[.,!?…—-] ?[\"”»“]|「[^「」\n]{0,400}」|[“][^“”\n]{0,400}[，。！？]”")
_PERSON = re.compile(
    r"\b(?:i|i['’]\w{1,2}|my|me|mine|you|your|u|ur|y['’]all|guys|ich|mein\w{0,2}|mir|mich|ihr|euch|eure?\w?|je|j['’]\w{1,12}|mes|mon|ma|moi|vous|vos|votre|"
    r"yo|mi|mis|me|ustedes|vosotros|les|sus|io|mio|mia|miei|vi|voi|vostr\w|eu|meu|minha|vocês|я|мне|мой|моя|мои|меня|вы|вам|вас|ваш\w{0,2})\b|我|你们|大家|אני|לי|לכם",
    re.IGNORECASE,
)
_THIRD = re.compile(
    r"\b(?:he|she|they|his|her|him|their|them|er|sie|il|elle|él|ella|lui|lei|ele|ela|он|она|они)\b|[他她]",
    re.IGNORECASE,
)


def note_signs(words: str) -> float:
    """How much it sounds like an author speaking of posting and readers, less how much like a story.

    What somebody in it says aloud is left out. Words of posting weigh less where nobody says I or you.
    """
    words = _SPEECH.sub(" ", words[:_LONGEST]).strip()
    signs = _words_of_posting(words) + _manner(words)
    signs -= 1.0 * min(3, len(_SAID.findall(words)))
    return signs - (1.0 if opens_speech(words) else 0.0)


def _words_of_posting(words: str) -> float:
    strong = {found.group().lower() for found in _STRONG.finditer(words)}
    weak = {found.group().lower() for found in _WEAK.finditer(words)} | set(_UPPER.findall(words))
    spoken = 1.5 * min(2, sum(1 for _ in _ADDRESS.finditer(words))) + 2.0 * min(1, len(_OWNING.findall(words)))
    spoken += 2.0 * (_SONG.search(words) is not None and _BY.search(words) is not None)
    signs = 1.5 * min(2, len(strong)) + 1.0 * min(3, len(weak))
    if not spoken and not _PERSON.search(words) and (len(weak) < 3 or _THIRD.search(words)):
        signs = 0.3 * signs if _THIRD.search(words) else max(1.5 * len(strong), min(1.5, signs))
    return spoken + signs


def _manner(words: str) -> float:
    signs = 1.0 * (_EMOTICON.search(words) is not None) + 1.0 * (_LOWER_I.search(words) is not None)
    signs += 0.5 * ("!!" in words or "！！" in words)
    signs += 0.5 * ("you" in words.lower() and _YOU_AND_I.search(words) is not None)
    return signs + 1.0 * (words[:1] in "([（［" and words[-1:] in ")]）］")


def opens_speech(words: str) -> bool:
    """Whether it begins with the mark of somebody speaking: a quotation mark, or the dash of many languages."""
    start = words.lstrip()[:2]
    if start[:1] in _DASHES:
        return start[:1] != "-" or start[1:].isspace()
    return start[:1] in OPENS_SPEECH and (start[:1] != '"' or words.count('"') != 1)


def tells(words: str) -> bool:
    """Whether it sounds like a story: somebody speaks, or is spoken of as in a story."""
    return opens_speech(words) or _SAID.search(words[:_LONGEST]) is not None
