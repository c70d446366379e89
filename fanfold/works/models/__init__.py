from fanfold.works.models.chapter import Chapter, ChapterRevision
from fanfold.works.models.series import Series, SeriesCreatorship, SeriesItem
from fanfold.works.models.tombstone import Tombstone
from fanfold.works.models.work import Audience, CommentPolicy, Creatorship, State, Work, WorkTag

__all__ = [
    "Audience",
    "Chapter",
    "ChapterRevision",
    "CommentPolicy",
    "Creatorship",
    "Series",
    "SeriesCreatorship",
    "SeriesItem",
    "State",
    "Tombstone",
    "Work",
    "WorkTag",
]
