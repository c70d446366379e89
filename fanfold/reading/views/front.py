from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fanfold.archive.models import NewsItem
from fanfold.archive.viewer import Request
from fanfold.reading.doors import public_page
from fanfold.reading.entries import entries_of
from fanfold.reading.openings import openings_of, works_of_the_day
from fanfold.tags.models import KindRole, Tag
from fanfold.works.models import Work

NEW_WORKS = 6
FANDOMS = 10


@public_page
def front(request: Request) -> HttpResponse:
    listed = Work.objects.listed_for(request.viewer)
    newest = list(listed.order_by("-updated_at", "-id").values_list("pk", flat=True)[:NEW_WORKS])
    of_the_day = works_of_the_day(request.viewer, timezone.localdate())
    works = listed.filter(pk__in={*newest, *of_the_day}).for_entries()
    entries = {entry.work.pk: entry for entry in entries_of(works, request.viewer)}
    fandoms = Tag.objects.filter(kind__role=KindRole.FANDOM, canonical=None, works_count__gt=0)
    context = {
        "openings": openings_of([entries[pk] for pk in of_the_day if pk in entries], request.viewer),
        "entries": [entries[pk] for pk in newest if pk in entries],
        "fandoms": fandoms.order_by("-works_count", "name")[:FANDOMS],
        "fandoms_count": fandoms.count(),
        "news": NewsItem.objects.filter(published_at__lte=timezone.now()).defer("source").first(),
    }
    return render(request, "reading/front.html", context)
