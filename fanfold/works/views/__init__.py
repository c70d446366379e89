from fanfold.works.views.chapters import chapter_edit, chapter_move, chapter_new, chapter_publish, chapter_take_back
from fanfold.works.views.desk import desk, desk_series_list
from fanfold.works.views.series import (
    desk_series,
    series_add,
    series_bin,
    series_move,
    series_new,
    series_restore,
    series_take_out,
)
from fanfold.works.views.versions import chapter_bring_back, chapter_version, chapter_versions
from fanfold.works.views.works import (
    desk_work,
    work_audience,
    work_bin,
    work_new,
    work_publish,
    work_restore,
    work_withdraw,
)

__all__ = [
    "chapter_bring_back",
    "chapter_edit",
    "chapter_move",
    "chapter_new",
    "chapter_publish",
    "chapter_take_back",
    "chapter_version",
    "chapter_versions",
    "desk",
    "desk_series",
    "desk_series_list",
    "desk_work",
    "series_add",
    "series_bin",
    "series_move",
    "series_new",
    "series_restore",
    "series_take_out",
    "work_audience",
    "work_bin",
    "work_new",
    "work_publish",
    "work_restore",
    "work_withdraw",
]
