"""Short ordered lists that are edited whole on one page, without script: each row has a number for its place, a tick
to take it away, and below them is an empty row."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast

from django import forms
from django.db.models import Model
from django.forms.formsets import BaseFormSet, formset_factory

from fanfold.archive.forms import OurForm
from fanfold.archive.models import Rating, Warning, WarningTone
from fanfold.archive.refused import NotYours, Refused

MOST_ROWS = 60
M = TypeVar("M", bound=Model)
NO_NAME = "A name can’t be empty. To take this away, tick “Take away”."


class RowForm(OurForm):
    """One row of a list. `keeps` names the fields that the thing has too."""

    keeps: ClassVar[Sequence[str]] = ("name",)

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    place = forms.IntegerField(label="Place", required=False, min_value=1, max_value=999)
    away = forms.BooleanField(label="Take away", required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("away"):
            # What stands in a row that goes may be wrong.
            self.errors.clear()
        return given


# Django's form sets are generic to the type checker only.
if TYPE_CHECKING:
    SetOfRows = BaseFormSet[RowForm]
else:
    SetOfRows = BaseFormSet


class Rows(SetOfRows, Generic[M]):
    """The whole list as a form. `things` are the rows kept now, in order."""

    def __init__(self, data: Mapping[str, Any] | None, *, things: Iterable[M], prefix: str) -> None:
        self.things = list(things)
        self.refusal: Refused | None = None
        initial = [self._initial(thing, place) for place, thing in enumerate(self.things, 1)]
        super().__init__(data, initial=initial, prefix=prefix)

    def _initial(self, thing: M, place: int) -> dict[str, Any]:
        return {"pk": thing.pk, "place": place} | {name: getattr(thing, name) for name in self.form.keeps}

    def does(self, deed: Callable[[], object]) -> bool:
        """As a form's: does the deed if all is right; a refusal becomes a fault of the list."""
        if not self.is_valid():
            return False
        try:
            deed()
        except NotYours:
            raise
        except Refused as refusal:
            self.refusal = refusal
            self.non_form_errors().append(refusal.sentence)
            return False
        return True

    @property
    def status(self) -> int:
        return self.refusal.status if self.refusal else 200

    def clean(self) -> None:
        known = {thing.pk for thing in self.things}
        given = [row.cleaned_data for row in self._filled()]
        if any(row.get("pk") is not None and row["pk"] not in known for row in given):
            raise forms.ValidationError("A row was taken away in another window. Open this page anew.")
        names = [row["name"].casefold() for row in given if not row.get("away")]
        if not names:
            raise forms.ValidationError("At least one must stay.")
        if len(set(names)) != len(names):
            raise forms.ValidationError("Two have the same name.")

    def _filled(self) -> list[RowForm]:
        """Rows someone wrote in; an empty new one is none, nor is a new one ticked to be taken away."""
        filled = (row for row in self.forms if row.is_valid() and row.cleaned_data)
        return [row for row in filled if not row.cleaned_data["away"] or row.cleaned_data.get("pk") is not None]

    def in_order(self, make: Callable[[], M]) -> list[M]:
        """The things as the form wants them. One that the form doesn't speak of, made meanwhile, stays at the end."""
        old = {thing.pk: (place, thing) for place, thing in enumerate(self.things, 1)}
        ordered: list[tuple[float, int, M]] = []
        for number, row in enumerate(self._filled()):
            was, thing = old.pop(row.cleaned_data["pk"], (None, None))
            if not row.cleaned_data["away"]:
                wanted = _place(was, row.cleaned_data["place"])
                ordered.append((wanted, number, self._filled_in(thing or make(), row)))
        ordered += [(float("inf"), place, thing) for place, thing in old.values()]
        return [thing for _, _, thing in sorted(ordered, key=lambda item: item[:2])]

    def _filled_in(self, thing: M, row: RowForm) -> M:
        for name in row.keeps:
            setattr(thing, name, row.cleaned_data[name])
        return thing


def _place(was: int | None, wanted: int | None) -> float:
    """Where a row goes. One that moved to another's place goes before it on the way up, after it on the way down."""
    if wanted is None:
        return float("inf")
    if was == wanted:
        return wanted
    return wanted + 0.5 if was is not None and wanted > was else wanted - 0.5


class RatingRow(RowForm):
    keeps = ("name", "description", "asks_consent", "members_only")

    name = forms.CharField(max_length=60, error_messages={"required": NO_NAME})
    description = forms.CharField(max_length=300, required=False)
    asks_consent = forms.BooleanField(label="Ask readers before they open it", required=False)
    members_only = forms.BooleanField(label="For members only", required=False)
    field_order = ("name", "description", "asks_consent", "members_only", "place", "away")


TONES = [
    (WarningTone.CONTENT, "Warns of something"),
    (WarningTone.NONE, "Nothing applies"),
    (WarningTone.UNSAID, "Author chose not to say"),
]


class WarningRow(RowForm):
    keeps = ("name", "description", "tone")

    name = forms.CharField(max_length=60, error_messages={"required": NO_NAME})
    description = forms.CharField(max_length=300, required=False)
    tone = forms.ChoiceField(label="What it says", choices=TONES, initial=WarningTone.CONTENT)
    field_order = ("name", "description", "tone", "place", "away")


def rows_of(form: type[RowForm]) -> type[Rows[Any]]:
    """The form of a list of such rows, with one empty row below."""
    made = formset_factory(
        form, formset=Rows, extra=1, max_num=MOST_ROWS, absolute_max=MOST_ROWS + 1, validate_max=True
    )
    return cast(type[Rows[Any]], made)


RatingRows: type[Rows[Rating]] = rows_of(RatingRow)
WarningRows: type[Rows[Warning]] = rows_of(WarningRow)
