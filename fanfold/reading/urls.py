from django.urls import path

from fanfold.reading import views

urlpatterns = [
    path("", views.front, name="front"),
    path("works/<int:pk>", views.work_by_number, name="work_by_number"),
    path("works/<int:pk>/<str:slug>", views.work, name="work"),
    path("works/<int:pk>/<str:slug>/all", views.work_all, name="work_all"),
    path("works/<int:work_pk>/chapters/<int:pk>", views.chapter, name="chapter"),
    path("series/<int:pk>", views.series_by_number, name="series_by_number"),
    path("series/<int:pk>/<str:slug>", views.series, name="series"),
    path("authors/<int:pk>", views.author_by_number, name="author_by_number"),
    path("authors/<int:pk>/<str:slug>", views.author, name="author"),
    path("tags/<int:pk>", views.tag_by_number, name="tag_by_number"),
    path("tags/<int:pk>/<str:slug>", views.tag, name="tag"),
    path("fandoms", views.fandoms, name="fandoms"),
    path("kinds/<str:slug>", views.tag_kind, name="tag_kind"),
    path("languages", views.languages, name="languages"),
    path("languages/<str:code>", views.language, name="language"),
    path("browse", views.browse, name="browse"),
    path("news", views.news, name="news"),
    path("news/<int:pk>/<str:slug>", views.news_item, name="news_item"),
    path("about/<str:slug>", views.about, name="about"),
    path("consent/forget", views.consent_forget, name="consent_forget"),
    path("consent/<int:pk>", views.consent, name="consent"),
    path("settings/reading", views.reading_settings, name="reading_settings"),
    path("source.tar.gz", views.source_code, name="source_code"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon_ico"),
    path("favicon.svg", views.favicon, name="favicon"),
]
