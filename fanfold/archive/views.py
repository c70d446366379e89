"""The owner's pages: what the archive is called, its lists, its pages, its news."""

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fanfold.archive import actions
from fanfold.archive.answers import done, one_page, word_of
from fanfold.archive.forms import ChoicesForm, FirstRunForm, NewsForm, PageForm, SureForm
from fanfold.archive.models import NewsItem, Page, Rating, Warning
from fanfold.archive.rows import RatingRows, WarningRows
from fanfold.archive.viewer import Request
from fanfold.prose.clean import Removed, clean
from fanfold.prose.typed import from_typed

shown_or_sent = require_http_methods(["GET", "HEAD", "POST"])

HOME_WORDS = {"set-up": "The archive is open. If you came by a link, choose a password on your account’s page."}
SAVED = {"saved": "Saved."}
PAGES_WORDS = {"saved": "Saved.", "removed": "The page was taken away."}
NEWS_WORDS = {"posted": "The news is out.", "saved": "Saved.", "removed": "The news was taken away."}


def left_out(source: str) -> tuple[Removed, ...]:
    """What readers don't get of a text, for the person who wrote it."""
    return clean(from_typed(source)).removed if source else ()


@shown_or_sent
def first_run(request: Request) -> HttpResponse:
    actions.must_own(request.viewer)
    archive = actions.the_archive()
    if archive.set_up_at is not None:
        return redirect("archive_home")
    data = request.POST if request.method == "POST" else None
    form = FirstRunForm(data, instance=archive)
    ratings = RatingRows(data, things=Rating.objects.all(), prefix="ratings")
    warnings = WarningRows(data, things=Warning.objects.all(), prefix="warnings")
    if (
        ratings.is_valid()
        and warnings.is_valid()
        and form.does(
            lambda: actions.set_up(
                form.cleaned_data, ratings.in_order(Rating), warnings.in_order(Warning), by=request.viewer
            )
        )
    ):
        return done("set-up", "archive_home")
    context = {"form": form, "ratings": ratings, "warnings": warnings}
    return render(request, "archive/first_run.html", context, status=form.status)


@require_GET
def archive_home(request: Request) -> HttpResponse:
    actions.must_own(request.viewer)
    context = {
        "ratings": Rating.objects.all(),
        "warnings_count": Warning.objects.count(),
        "pages_count": Page.objects.count(),
        "news_count": NewsItem.objects.count(),
        "version": settings.VERSION,
        "database": connection.display_name,
        "word": word_of(request, HOME_WORDS),
    }
    return render(request, "archive/home.html", context)


@shown_or_sent
def choices(request: Request) -> HttpResponse:
    actions.must_own(request.viewer)
    # A row of its own: what was typed must not show in the frame before it is saved.
    form = ChoicesForm(request.POST or None, instance=actions.the_archive())
    if form.does(lambda: actions.change_archive(form.cleaned_data, by=request.viewer)):
        return done("saved", "choices")
    context = {"form": form, "left_out": left_out(request.archive.welcome_source), "word": word_of(request, SAVED)}
    return render(request, "archive/choices.html", context, status=form.status)


@shown_or_sent
def ratings(request: Request) -> HttpResponse:
    actions.must_own(request.viewer)
    rows = RatingRows(request.POST or None, things=Rating.objects.all(), prefix="ratings")
    if rows.does(lambda: actions.put_ratings(rows.in_order(Rating), by=request.viewer)):
        return done("saved", "ratings")
    context = {"rows": rows, "word": word_of(request, SAVED)}
    return render(request, "archive/ratings.html", context, status=rows.status)


@shown_or_sent
def warnings(request: Request) -> HttpResponse:
    actions.must_own(request.viewer)
    rows = WarningRows(request.POST or None, things=Warning.objects.all(), prefix="warnings")
    if rows.does(lambda: actions.put_warnings(rows.in_order(Warning), by=request.viewer)):
        return done("saved", "warnings")
    context = {"rows": rows, "word": word_of(request, SAVED)}
    return render(request, "archive/warnings.html", context, status=rows.status)


@require_GET
def pages(request: Request) -> HttpResponse:
    actions.must_own(request.viewer)
    listed = Page.objects.defer("source", "html")
    return render(request, "archive/pages.html", {"pages": listed, "word": word_of(request, PAGES_WORDS)})


@shown_or_sent
def page_new(request: Request) -> HttpResponse:
    return _page_form(request, Page())


@shown_or_sent
def page_edit(request: Request, pk: int) -> HttpResponse:
    actions.must_own(request.viewer)
    return _page_form(request, get_object_or_404(Page, pk=pk))


def _page_form(request: Request, page: Page) -> HttpResponse:
    actions.must_own(request.viewer)
    initial = {name: getattr(page, name) for name in PageForm.base_fields}
    form = PageForm(request.POST or None, initial=initial)
    if form.does(lambda: actions.put_page(_with(page, form.cleaned_data), by=request.viewer)):
        return done("saved", "pages")
    context = {"form": form, "page": page, "sure": SureForm(), "left_out": left_out(initial["source"])}
    return render(request, "archive/page.html", context, status=form.status)


def _with(page: Page, given: dict[str, object]) -> Page:
    for name, value in given.items():
        setattr(page, name, value)
    return page


@require_POST
def page_remove(request: Request, pk: int) -> HttpResponse:
    actions.must_own(request.viewer)
    page = get_object_or_404(Page, pk=pk)
    sure = SureForm(request.POST)
    if sure.does(lambda: actions.remove_page(page, by=request.viewer)):
        return done("removed", "pages")
    form = PageForm(initial={name: getattr(page, name) for name in PageForm.base_fields})
    return render(request, "archive/page.html", {"form": form, "page": page, "sure": sure})


@require_GET
def archive_news(request: Request) -> HttpResponse:
    actions.must_own(request.viewer)
    listed = one_page(request, NewsItem.objects.defer("source", "html"))
    return render(request, "archive/news.html", {"rows": listed, "word": word_of(request, NEWS_WORDS)})


@shown_or_sent
def news_new(request: Request) -> HttpResponse:
    return _news_form(request, NewsItem(), "posted")


@shown_or_sent
def news_edit(request: Request, pk: int) -> HttpResponse:
    actions.must_own(request.viewer)
    return _news_form(request, get_object_or_404(NewsItem, pk=pk), "saved")


def _news_form(request: Request, item: NewsItem, what: str) -> HttpResponse:
    actions.must_own(request.viewer)
    form = NewsForm(request.POST or None, initial={"title": item.title, "source": item.source})
    removed = left_out(item.source)

    def post() -> NewsItem:
        item.title, item.source = form.cleaned_data["title"], form.cleaned_data["source"]
        return actions.post_news(item, by=request.viewer)

    if form.does(post):
        return done(what, "archive_news")
    context = {"form": form, "item": item, "sure": SureForm(), "left_out": removed}
    return render(request, "archive/news_item.html", context, status=form.status)


@require_POST
def news_remove(request: Request, pk: int) -> HttpResponse:
    actions.must_own(request.viewer)
    item = get_object_or_404(NewsItem, pk=pk)
    sure = SureForm(request.POST)
    if sure.does(lambda: actions.remove_news(item, by=request.viewer)):
        return done("removed", "archive_news")
    form = NewsForm(initial={"title": item.title, "source": item.source})
    return render(request, "archive/news_item.html", {"form": form, "item": item, "sure": sure})
