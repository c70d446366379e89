"""A series on its author's desk: its words, what it holds and in which order."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from fanfold.archive.viewer import Request
from fanfold.works import series_actions
from fanfold.works.forms.chapters import PlaceForm
from fanfold.works.forms.series import AddForm, NewSeriesForm, SeriesForm
from fanfold.works.models import Series, SeriesItem, Work
from fanfold.works.telling import left_out_in_words
from fanfold.works.texts import left_out
from fanfold.works.views.answers import FAULTY, on_to, tried, went_through

DONE = {
    "made": "Saved. Add its first work next.",
    "saved": "Saved.",
    "added": "Added at the end.",
    "moved": "Moved.",
    "taken-out": "Taken out of the series. The work itself stays as it is.",
    "binned": "The series is in the bin. Its works stay as they are.",
    "restored": "The series is out of the bin, as it was.",
}


def series_to_edit(request: Request, pk: int) -> Series:
    return get_object_or_404(Series.objects.editable_by(request.viewer), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def series_new(request: Request) -> HttpResponse:
    if not request.viewer.pen_name_ids:
        return render(request, "works/no_pen_name.html")
    form = NewSeriesForm(
        request.POST if request.method == "POST" else None, archive=request.archive, viewer=request.viewer
    )
    if form.is_bound and form.is_valid():
        said = dict(form.cleaned_data)
        names = [said.pop("pen_name")]
        series = tried(form, lambda: series_actions.create_series(pen_names=names, by=request.viewer, **said))
        if series is not None:
            return on_to("desk_series", series.pk, done="made")
    return render(request, "works/series_new.html", {"form": form}, status=FAULTY if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def desk_series(request: Request, pk: int) -> HttpResponse:
    series = series_to_edit(request, pk)
    if request.method != "POST":
        return series_page(request, series)
    form = SeriesForm(request.POST, archive=request.archive)
    if form.is_valid() and went_through(
        form, lambda: series_actions.change_series(series, by=request.viewer, **form.cleaned_data)
    ):
        return on_to("desk_series", pk, done="saved")
    return series_page(request, series_to_edit(request, pk), form=form)


def series_page(
    request: Request,
    series: Series,
    *,
    form: SeriesForm | None = None,
    add: AddForm | None = None,
    place: PlaceForm | None = None,
) -> HttpResponse:
    """The desk's page of a series; a form that was refused stands in it as it was filled in."""
    refused = [each for each in (form, add, place) if each is not None]
    done = request.GET.get("done", "")
    removed = left_out(series.summary_source, series.notes_source) if done in {"saved", "made"} else []
    context = {
        "series": series,
        "items": items_of(series),
        "form": form or SeriesForm(archive=request.archive, initial=said_of(series)),
        "add": add or AddForm(series=series, viewer=request.viewer),
        "place": place,
        "word": f"{DONE.get(done, '')} {left_out_in_words(removed)}".strip(),
        "removed": removed,
    }
    return render(request, "works/desk_series.html", context, status=FAULTY if refused else 200)


def said_of(series: Series) -> dict[str, object]:
    return {
        "title": series.title,
        "summary": series.summary_source,
        "notes": series.notes_source,
        "complete": series.completed_at is not None,
    }


def items_of(series: Series) -> Sequence[SeriesItem]:
    return list(series.items.select_related("work", "inner"))


def things_in(items: Sequence[SeriesItem]) -> list[Work | Series]:
    return [thing for item in items if (thing := item.work or item.inner) is not None]


@require_POST
def series_add(request: Request, pk: int) -> HttpResponse:
    series = series_to_edit(request, pk)
    form = AddForm(request.POST, series=series, viewer=request.viewer)
    if form.is_valid():
        things = [*things_in(items_of(series)), form.found()]
        if went_through(form, lambda: series_actions.order_series(series, things, by=request.viewer)):
            return on_to("desk_series", pk, done="added")
    return series_page(request, series, add=form)


@require_POST
def series_move(request: Request, pk: int, item: int) -> HttpResponse:
    series = series_to_edit(request, pk)
    items = items_of(series)
    moved = get_object_or_404(SeriesItem.objects.select_related("work", "inner"), pk=item, series=series)
    form = PlaceForm(request.POST, prefix="move")
    if not form.is_valid():
        return series_page(request, series, place=form)
    others = things_in([each for each in items if each != moved])
    at = form.cleaned_data["to"] - 1
    series_actions.order_series(series, [*others[:at], *things_in([moved]), *others[at:]], by=request.viewer)
    return on_to("desk_series", pk, done="moved")


@require_POST
def series_take_out(request: Request, pk: int, item: int) -> HttpResponse:
    series = series_to_edit(request, pk)
    taken = get_object_or_404(series.items, pk=item)
    stay = things_in([each for each in items_of(series) if each != taken])
    series_actions.order_series(series, stay, by=request.viewer)
    return on_to("desk_series", pk, done="taken-out")


@require_POST
def series_bin(request: Request, pk: int) -> HttpResponse:
    series_actions.bin_series(series_to_edit(request, pk), by=request.viewer)
    return on_to("desk_series", pk, done="binned")


@require_POST
def series_restore(request: Request, pk: int) -> HttpResponse:
    series_actions.restore_series(series_to_edit(request, pk), by=request.viewer)
    return on_to("desk_series", pk, done="restored")
