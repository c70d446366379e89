from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from fanfold.archive.models import NewsItem, Page
from fanfold.archive.viewer import Request
from fanfold.reading.doors import public_page
from fanfold.reading.finding import must_be_called
from fanfold.reading.paging import page_of

NEWS_PER_PAGE = 10


@public_page
def news(request: Request) -> HttpResponse:
    items = NewsItem.objects.filter(published_at__lte=timezone.now()).defer("source")
    return render(request, "reading/news.html", {"page": page_of(items, request.GET, NEWS_PER_PAGE)})


@public_page
def news_item(request: Request, pk: int, slug: str) -> HttpResponse:
    item = get_object_or_404(NewsItem, pk=pk, published_at__lte=timezone.now())
    must_be_called(slug, item.slug, item.get_absolute_url())
    return render(request, "reading/news_item.html", {"item": item})


@public_page
def about(request: Request, slug: str) -> HttpResponse:
    """A page of the archive's own: its rules, its help."""
    if "\0" in slug:
        raise Http404
    return render(request, "reading/about.html", {"page": get_object_or_404(Page, slug=slug)})
