from enum import StrEnum


class What(StrEnum):
    """The things that can happen in an archive; consequences.py says what follows each."""

    ARCHIVE_CHANGED = "archive_changed"
    NEWS_POSTED = "news_posted"
    ACCOUNT_OPENED = "account_opened"
    ACCOUNT_CHANGED = "account_changed"
    INVITATION_CHANGED = "invitation_changed"
    PEN_NAME_CHANGED = "pen_name_changed"
    TAG_CHANGED = "tag_changed"
    WORK_CREATED = "work_created"
    WORK_CHANGED = "work_changed"
    WORK_PUBLISHED = "work_published"
    WORK_WITHDRAWN = "work_withdrawn"
    WORK_BINNED = "work_binned"
    WORK_RESTORED = "work_restored"
    WORK_GONE = "work_gone"
    CHAPTER_POSTED = "chapter_posted"
    CHAPTER_CHANGED = "chapter_changed"
    SERIES_CHANGED = "series_changed"
    MANUSCRIPT_SHELVED = "manuscript_shelved"
