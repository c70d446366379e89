"""The forms for a series."""

import re
from typing import Any

from django import forms

from fanfold.accounts.models import PenName
from fanfold.archive.forms import OurForm
from fanfold.archive.models import Archive
from fanfold.archive.viewer import Viewer
from fanfold.works.forms.facts import LONGEST_NOTE
from fanfold.works.forms.fields import Choices, Typed
from fanfold.works.models import Series, Work

MOST_OFFERED = 300
_ADDRESS = re.compile(r"(works|series)/([0-9]{1,12})(?![0-9])")


class SeriesForm(OurForm):
    title = Typed(label="Title", most=300)
    summary = Typed(label="Summary", rows=4, required=False)
    notes = Typed(label="Notes", rows=3, required=False, most=LONGEST_NOTE)
    complete = forms.BooleanField(label="It is complete", required=False)

    def __init__(self, data: Any = None, *, archive: Archive, initial: dict[str, object] | None = None) -> None:
        self.archive = archive
        super().__init__(data, initial=initial)

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"].strip()
        if not title:
            raise forms.ValidationError("A series needs a title.")
        return title

    def clean_summary(self) -> str:
        summary: str = self.cleaned_data["summary"]
        most = self.archive.summary_characters
        if len(summary) > most:
            raise forms.ValidationError(f"A summary may have {most:,} characters; this one has {len(summary):,}.")
        return summary


class NewSeriesForm(SeriesForm):
    pen_name = forms.ModelChoiceField(
        PenName.objects.none(), label="Pen name", empty_label=None, widget=forms.Select(attrs={"class": "input"})
    )
    field_order = ("title", "pen_name")

    def __init__(self, data: Any = None, *, archive: Archive, viewer: Viewer) -> None:
        super().__init__(data, archive=archive)
        own = PenName.objects.filter(pk__in=viewer.pen_name_ids).order_by("pk")
        field = self.fields["pen_name"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = own
        field.initial = own.first()


class AddForm(OurForm):
    """A work or series of one's own, from the list or by its address."""

    thing = Choices(label="A work or series of yours", required=False)
    address = Typed(
        label="Or its address",
        required=False,
        most=500,
        help_text="As the address bar shows it: …/works/12/a-title or …/series/3/a-title.",
    )

    def __init__(self, data: Any = None, *, series: Series, viewer: Viewer) -> None:
        self.series, self.viewer = series, viewer
        super().__init__(data)
        field = self.fields["thing"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "choose"), *offered(series, viewer)]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        said["found"] = None
        if self.errors:
            return said
        named = said.get("address") or said.get("thing")
        if not named:
            self.add_error("thing", "Choose a work or a series, or write its address.")
        else:
            said["found"] = found_at(named, self.viewer)
            if said["found"] is None:
                self.add_error("address", "There is no work or series of yours at that address.")
        return said

    def found(self) -> Work | Series:
        thing: Work | Series = self.cleaned_data["found"]
        return thing


def offered(series: Series, viewer: Viewer) -> list[tuple[str, str]]:
    """What is the viewer's, is not in the bin and not in the series yet; what changed last first."""
    works = Work.objects.editable_by(viewer).filter(binned_at=None).exclude(series_items__series=series)
    inner = Series.objects.editable_by(viewer).filter(binned_at=None).exclude(outer_items__series=series)
    newest = works.order_by("-updated_at", "-pk").values_list("pk", "title")[:MOST_OFFERED]
    return [(f"works/{pk}", title) for pk, title in newest] + [
        (f"series/{pk}", f"{title} (series)")
        for pk, title in inner.exclude(pk=series.pk).order_by("-pk").values_list("pk", "title")[:MOST_OFFERED]
    ]


def found_at(address: str, viewer: Viewer) -> Work | Series | None:
    named = _ADDRESS.search(address)
    if named is None:
        return None
    number = int(named[2])
    if named[1] == "works":
        return Work.objects.editable_by(viewer).filter(pk=number, binned_at=None).first()
    return Series.objects.editable_by(viewer).filter(pk=number, binned_at=None).first()
