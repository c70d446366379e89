"""The forms of the manuscripts desk: bringing files and pasted text, and the deeds of the review page."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from fanfold.accounts.models import PenName
from fanfold.archive.forms import OurForm
from fanfold.archive.viewer import Viewer
from fanfold.manuscripts.edits.choices import CHOICES
from fanfold.manuscripts.edits.desk import Spot
from fanfold.prose.document import Field, WorkReading
from fanfold.works.forms.fields import Typed

MOST_FILES = 50
LARGEST_PLACE = 10**9


class FilesInput(forms.ClearableFileInput):
    template_name = "django/forms/widgets/file.html"
    allow_multiple_selected = True


class Files(forms.FileField):
    """One file or several. What each holds is looked at when it is read."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = [each for each in data or [] if each]
        if not files:
            raise ValidationError("Choose a file first.")
        if len(files) > MOST_FILES:
            raise ValidationError(
                f"You chose {len(files)} files; {MOST_FILES} at once are the most. Nothing was kept. "
                "Bring them in several goes."
            )
        return files


class UploadForm(OurForm):
    manuscripts = Files(
        label="Files", help_text="One, or up to fifty at once, each up to 32 MB. They are kept as they come."
    )

    def chosen(self) -> list[UploadedFile]:
        files: list[UploadedFile] = self.cleaned_data["manuscripts"]
        return files


class PasteForm(OurForm):
    """`html` is what the sheet holds where there is a script, `text` what was pasted where there is none."""

    name = Typed(label="What to call it", required=False, most=200)
    text = Typed(label="Your text", rows=16, required=False)
    html = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not (said.get("text") or "").strip() and not (said.get("html") or "").strip() and not self.errors:
            self.add_error("text", "Paste your text here first.")
        return said

    def file(self) -> tuple[str, bytes]:
        """As a file: what it is called, and its bytes."""
        title = " ".join(self.cleaned_data["name"].replace("/", " ").split()) or "pasted"
        html: str = self.cleaned_data["html"]
        if html.strip():
            return f"{title}.html", _page(html).encode("utf-8", "replace")
        return f"{title}.txt", self.cleaned_data["text"].encode("utf-8", "replace")


def _page(html: str) -> str:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>\n{html}\n</body></html>\n'


class SpotField(forms.CharField):
    """A block, as the page names it: its number, where it begins and where it ends."""

    def __init__(self) -> None:
        super().__init__(max_length=40, widget=forms.HiddenInput)

    def clean(self, value: Any) -> Any:
        parts = super().clean(value).split(".")
        digits = [part.removeprefix("-") for part in parts]
        if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in digits):
            raise ValidationError("That names no part of the text.")
        return Spot(*(max(-1, min(int(part), LARGEST_PLACE)) for part in parts))


class BlockForm(OurForm):
    block = SpotField()

    def spot(self) -> Spot:
        spot: Spot = self.cleaned_data["block"]
        return spot


def kinds() -> list[tuple[str, str]]:
    return [(key, choice.label) for key, choice in CHOICES.items()]


class RetypeForm(BlockForm):
    """`to` is what the list says, `answer` the button that was pressed instead."""

    to = forms.ChoiceField(choices=kinds)
    answer = forms.ChoiceField(choices=kinds, required=False)

    def wanted(self) -> str:
        wanted: str = self.cleaned_data["answer"] or self.cleaned_data["to"]
        return wanted


class SplitForm(BlockForm):
    at = forms.IntegerField(min_value=0, max_value=LARGEST_PLACE)


class TitleForm(BlockForm):
    title = Typed(label="Title", required=False, most=300)


class RuleForm(OurForm):
    rule = forms.CharField(max_length=300, strip=False)


class NumberForm(OurForm):
    """Which change; the last one where none is named."""

    number = forms.IntegerField(min_value=1, max_value=LARGEST_PLACE, required=False)


class WhereForm(OurForm):
    """Where on the review page somebody was, to come back there."""

    page = forms.IntegerField(min_value=1, max_value=LARGEST_PLACE, required=False)
    order = forms.ChoiceField(choices=[("unsure", "")], required=False)


class DraftForm(OurForm):
    pen_name = forms.ModelChoiceField(
        PenName.objects.none(), label="Pen name", empty_label=None, widget=forms.Select(attrs={"class": "input"})
    )

    def __init__(self, data: Any = None, *, viewer: Viewer) -> None:
        super().__init__(data)
        own = PenName.objects.filter(pk__in=viewer.pen_name_ids).order_by("pk")
        field = self.fields["pen_name"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = own
        field.initial = viewer.pen_name_ids[0] if viewer.pen_name_ids else None


LABELS = {
    "author": "Writer",
    "fandom": "Fandoms",
    "pairing": "Relationships",
    "url": "Address",
    "author_url": "Writer’s page",
}
# A work may have several of these, each on a line of its own.
SEVERAL = frozenset({"author", "fandom", "pairing", "warnings", "credits"})
ALWAYS = ("title", "author", "fandom", "rating", "summary")
LONG_VALUE = 70
MOST_IN_FIELD = 100_000


class FieldsForm(OurForm):
    """What the manuscript says of a work, each field as a suggestion. `number` counts works from 0."""

    def __init__(self, data: Any = None, *, work: WorkReading, number: int) -> None:
        self.number = number
        self.known = {name: [field for field in work.fields if field.name == name] for name in names_of(work)}
        initial = {name: written(name, found) for name, found in self.known.items()}
        super().__init__(data, initial=initial, prefix=f"work{number}")
        for name, value in initial.items():
            rows = 3 if name in SEVERAL or name == "summary" or len(value) > LONG_VALUE or "\n" in value else 0
            label = LABELS.get(name, name.replace("_", " ").capitalize())
            hint = "One on each line." if name in SEVERAL else ""
            self.fields[name] = Typed(label=label, rows=rows, required=False, most=MOST_IN_FIELD, help_text=hint)
        self.speak_for_fields()

    def changed(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Fields that say something else now, and those nobody had looked at yet; each with all its values."""
        said = []
        for name, found in self.known.items():
            typed: str = self.cleaned_data[name]
            if typed != written(name, found):
                said.append((name, values_in(name, typed)))
            elif any(field.confidence < 1.0 for field in found):
                said.append((name, tuple(field.value for field in found)))
        return tuple(said)


def names_of(work: WorkReading) -> list[str]:
    return list(dict.fromkeys([*ALWAYS, *(field.name for field in work.fields)]))


def written(name: str, found: Sequence[Field]) -> str:
    values = [field.value.replace("\r\n", "\n").replace("\r", "\n") for field in found]
    return ("\n" if name in SEVERAL else "\n\n").join(values)


def values_in(name: str, typed: str) -> tuple[str, ...]:
    values = typed.split("\n") if name in SEVERAL else [typed]
    return tuple(value.strip() for value in values if value.strip())
