from fanfold.reading.views.authors import author, author_by_number
from fanfold.reading.views.chapters import chapter
from fanfold.reading.views.consent import consent, consent_forget, reading_settings
from fanfold.reading.views.front import front
from fanfold.reading.views.lists import browse, language, languages
from fanfold.reading.views.news import about, news, news_item
from fanfold.reading.views.series import series, series_by_number
from fanfold.reading.views.small import favicon, robots, source_code
from fanfold.reading.views.tags import fandoms, tag, tag_by_number, tag_kind
from fanfold.reading.views.works import work, work_all, work_by_number

__all__ = [
    "about",
    "author",
    "author_by_number",
    "browse",
    "chapter",
    "consent",
    "consent_forget",
    "fandoms",
    "favicon",
    "front",
    "language",
    "languages",
    "news",
    "news_item",
    "reading_settings",
    "robots",
    "series",
    "series_by_number",
    "source_code",
    "tag",
    "tag_by_number",
    "tag_kind",
    "work",
    "work_all",
    "work_by_number",
]
