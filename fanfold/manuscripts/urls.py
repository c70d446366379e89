from django.urls import path

from fanfold.manuscripts import views

urlpatterns = [
    path("desk/manuscripts", views.manuscripts, name="manuscripts"),
    path("desk/manuscripts/upload", views.manuscripts_upload, name="manuscripts_upload"),
    path("desk/manuscripts/paste", views.manuscripts_paste, name="manuscripts_paste"),
    path("desk/manuscripts/<int:pk>", views.review, name="review"),
    path("desk/manuscripts/<int:pk>/original", views.review_original, name="review_original"),
    path("desk/manuscripts/<int:pk>/retype", views.review_retype, name="review_retype"),
    path("desk/manuscripts/<int:pk>/split", views.review_split, name="review_split"),
    path("desk/manuscripts/<int:pk>/merge", views.review_merge, name="review_merge"),
    path("desk/manuscripts/<int:pk>/begin", views.review_begin, name="review_begin"),
    path("desk/manuscripts/<int:pk>/join", views.review_join, name="review_join"),
    path("desk/manuscripts/<int:pk>/title", views.review_title, name="review_title"),
    path("desk/manuscripts/<int:pk>/accept", views.review_accept, name="review_accept"),
    path("desk/manuscripts/<int:pk>/accept-rule", views.review_accept_rule, name="review_accept_rule"),
    path("desk/manuscripts/<int:pk>/reread", views.review_restore, name="review_restore"),
    path("desk/manuscripts/<int:pk>/works/<int:number>/fields", views.review_fields, name="review_fields"),
    path("desk/manuscripts/<int:pk>/undo", views.review_undo, name="review_undo"),
    path("desk/manuscripts/<int:pk>/redo", views.review_redo, name="review_redo"),
    path("desk/manuscripts/<int:pk>/draft", views.review_draft, name="review_draft"),
    path("desk/manuscripts/<int:pk>/throw-away", views.review_throw_away, name="review_throw_away"),
    path("desk/manuscripts/<int:pk>/take-back", views.review_take_back, name="review_take_back"),
]
