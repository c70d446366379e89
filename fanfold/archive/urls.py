from django.urls import path

from fanfold.archive import views

urlpatterns = [
    path("archive", views.archive_home, name="archive_home"),
    path("archive/first-run", views.first_run, name="first_run"),
    path("archive/choices", views.choices, name="choices"),
    path("archive/ratings", views.ratings, name="ratings"),
    path("archive/warnings", views.warnings, name="warnings"),
    path("archive/pages", views.pages, name="pages"),
    path("archive/pages/new", views.page_new, name="page_new"),
    path("archive/pages/<int:pk>", views.page_edit, name="page_edit"),
    path("archive/pages/<int:pk>/remove", views.page_remove, name="page_remove"),
    path("archive/news", views.archive_news, name="archive_news"),
    path("archive/news/new", views.news_new, name="news_new"),
    path("archive/news/<int:pk>", views.news_edit, name="news_edit"),
    path("archive/news/<int:pk>/remove", views.news_remove, name="news_remove"),
]
