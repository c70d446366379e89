from django.urls import path

from fanfold.works import views

urlpatterns = [
    path("desk", views.desk, name="desk"),
    path("desk/works/new", views.work_new, name="work_new"),
    path("desk/works/<int:pk>", views.desk_work, name="desk_work"),
    path("desk/works/<int:pk>/publish", views.work_publish, name="work_publish"),
    path("desk/works/<int:pk>/audience", views.work_audience, name="work_audience"),
    path("desk/works/<int:pk>/withdraw", views.work_withdraw, name="work_withdraw"),
    path("desk/works/<int:pk>/bin", views.work_bin, name="work_bin"),
    path("desk/works/<int:pk>/restore", views.work_restore, name="work_restore"),
    path("desk/works/<int:pk>/chapters/new", views.chapter_new, name="chapter_new"),
    path("desk/chapters/<int:pk>", views.chapter_edit, name="chapter_edit"),
    path("desk/chapters/<int:pk>/publish", views.chapter_publish, name="chapter_publish"),
    path("desk/chapters/<int:pk>/take-back", views.chapter_take_back, name="chapter_take_back"),
    path("desk/chapters/<int:pk>/move", views.chapter_move, name="chapter_move"),
    path("desk/chapters/<int:pk>/versions", views.chapter_versions, name="chapter_versions"),
    path("desk/chapters/<int:pk>/versions/<int:number>", views.chapter_version, name="chapter_version"),
    path(
        "desk/chapters/<int:pk>/versions/<int:number>/bring-back", views.chapter_bring_back, name="chapter_bring_back"
    ),
    path("desk/series", views.desk_series_list, name="desk_series_list"),
    path("desk/series/new", views.series_new, name="series_new"),
    path("desk/series/<int:pk>", views.desk_series, name="desk_series"),
    path("desk/series/<int:pk>/add", views.series_add, name="series_add"),
    path("desk/series/<int:pk>/items/<int:item>/move", views.series_move, name="series_move"),
    path("desk/series/<int:pk>/items/<int:item>/take-out", views.series_take_out, name="series_take_out"),
    path("desk/series/<int:pk>/bin", views.series_bin, name="series_bin"),
    path("desk/series/<int:pk>/restore", views.series_restore, name="series_restore"),
]
