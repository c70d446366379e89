from django.urls import path

from fanfold.tags import views

urlpatterns = [
    path("archive/kinds", views.kinds, name="kinds"),
    path("archive/tags", views.archive_tags, name="archive_tags"),
    path("archive/tags/<int:pk>", views.tag_edit, name="tag_edit"),
    path("archive/tags/<int:pk>/join", views.tag_join, name="tag_join"),
    path("archive/tags/<int:pk>/separate", views.tag_separate, name="tag_separate"),
]
