from django.urls import include, path

urlpatterns = [
    path("", include("fanfold.reading.urls")),
    path("", include("fanfold.manuscripts.urls")),
    path("", include("fanfold.works.urls")),
    path("", include("fanfold.accounts.urls")),
    path("", include("fanfold.tags.urls")),
    path("", include("fanfold.archive.urls")),
]

handler400 = "fanfold.reading.views.errors.bad_request"
handler403 = "fanfold.reading.views.errors.not_allowed"
handler404 = "fanfold.reading.views.errors.not_found"
handler500 = "fanfold.reading.views.errors.broken"
