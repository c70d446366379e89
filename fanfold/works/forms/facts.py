"""The form for all an author says of a work beside its chapters."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField

from fanfold.accounts.models import PenName
from fanfold.archive.forms import OurForm
from fanfold.archive.models import Archive, Rating, Warning, WarningTone
from fanfold.archive.viewer import Viewer
from fanfold.prose.languages import LANGUAGES, language_choices, language_code
from fanfold.tags.actions import LONGEST_NAME, tags_named
from fanfold.tags.models import Kind, Tag
from fanfold.works.commas import join_names, split_names
from fanfold.works.forms.fields import Choices, Radios, Ticks, Typed, WholeNumber
from fanfold.works.models import CommentPolicy, Work
from fanfold.works.models.work import comment_policy_choices
from fanfold.works.texts import WorkFacts

LONGEST_NOTE = 50_000
LONGEST_TAGS = 100_000
MOST_CHAPTERS = 100_000
# A byline of more of one person's names than this says nothing to a reader.
MOST_NAMES_AT_ONCE = 4


class FactsForm(OurForm):
    """`work` is None for a new one. Pen names, warnings and kinds of tags are those of the archive and the viewer."""

    title = Typed(label="Title", most=300)
    language = Choices(label="Language", choices=language_choices)
    other_language = Typed(
        label="A language not in the list",
        required=False,
        most=35,
        help_text="Its BCP 47 code, such as nds or sr-Latn. It counts instead of the list.",
    )
    rating = forms.ModelChoiceField(
        Rating.objects.all(), label="Rating", empty_label=None, widget=forms.Select(attrs={"class": "input"})
    )
    warnings = Ticks(Warning.objects.all(), label="Warnings", help_text="At least one.")
    summary = Typed(label="Summary", rows=5, required=False)
    notes_before = Typed(label="Note before the work", rows=3, required=False, most=LONGEST_NOTE)
    notes_after = Typed(label="Note after the work", rows=3, required=False, most=LONGEST_NOTE)
    comment_policy = Radios(
        label="Who may comment",
        choices=comment_policy_choices,
        help_text="Kept with the work. This archive has no comments yet.",
    )
    expected_chapters = WholeNumber(
        label="Chapters it will have", most=MOST_CHAPTERS, required=False, help_text="Empty if you don’t know yet."
    )
    complete = forms.BooleanField(label="It is complete", required=False)
    anonymous = forms.BooleanField(
        label="Show it without my name",
        required=False,
        help_text="Readers see “Anonymous”; you and the archive’s keepers see who wrote it.",
    )

    def __init__(self, data: Any = None, *, work: Work | None, viewer: Viewer, archive: Archive) -> None:
        self.work, self.archive = work, archive
        self.names = choosable_pen_names(work, viewer)
        self.kinds = list(Kind.objects.all())
        self.chosen: list[PenName] = []
        super().__init__(data, initial=self.said_before())
        self.fields["summary"].help_text = f"At most {archive.summary_characters:,} characters. Text as typed, or HTML."
        self.put_language()
        self.put_pen_names()
        self.put_kinds()
        self.speak_for_fields()

    def put_language(self) -> None:
        """The one the work has is offered too, listed or not."""
        has = self.work.language if self.work else "en"
        if has not in LANGUAGES:
            field = self.fields["language"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(has, has), *language_choices()]

    def put_pen_names(self) -> None:
        """One list for the first, and so many more as there are other names to add."""
        options = [(str(name.pk), name.name) for name in self.names]
        for place in range(min(len(options), MOST_NAMES_AT_ONCE)):
            self.fields[f"pen_name_{place}"] = Choices(
                label="Pen name" if place == 0 else f"Pen name {place + 1}",
                choices=options if place == 0 else [("", "none"), *options],
                required=place == 0,
            )

    def put_kinds(self) -> None:
        for kind in self.kinds:
            self.fields[f"tags_{kind.pk}"] = Typed(label=kind.plural, rows=2, required=False, most=LONGEST_TAGS)

    def pen_name_fields(self) -> Iterator[BoundField]:
        return (self[name] for name in self.fields if name.startswith("pen_name_"))

    def tag_fields(self) -> Iterator[BoundField]:
        return (self[f"tags_{kind.pk}"] for kind in self.kinds)

    def said_before(self) -> dict[str, Any]:
        if self.work is None:
            return {"language": "en", "comment_policy": CommentPolicy.EVERYBODY, "complete": True}
        return said_of(self.work, self.names)

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"].strip()
        if not title:
            raise forms.ValidationError("A work needs a title.")
        return title

    def clean_other_language(self) -> str:
        typed: str = self.cleaned_data["other_language"].strip()
        code = language_code(typed)
        if typed and code is None:
            raise forms.ValidationError(f"“{typed}” is not a language code. One has a shape like nds or sr-Latn.")
        return code or ""

    def clean_warnings(self) -> Any:
        warnings = self.cleaned_data["warnings"]
        none = [warning for warning in warnings if warning.tone == WarningTone.NONE]
        if none and len(warnings) > len(none):
            raise forms.ValidationError(f"“{none[0]}” can’t stand beside another warning. Take one of them away.")
        return warnings

    def clean_summary(self) -> str:
        summary: str = self.cleaned_data["summary"]
        most = self.archive.summary_characters
        if len(summary) > most:
            raise forms.ValidationError(f"A summary may have {most:,} characters; this one has {len(summary):,}.")
        return summary

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        self.check_tags()
        chosen = [said.get(f"pen_name_{place}") for place in range(MOST_NAMES_AT_ONCE)]
        by_number = {str(name.pk): name for name in self.names}
        self.chosen = [by_number[number] for number in dict.fromkeys(filter(None, chosen))]
        return said

    def check_tags(self) -> None:
        total = 0
        for kind in self.kinds:
            names = split_names(self.cleaned_data.get(f"tags_{kind.pk}") or "")
            total += len(names)
            if too_long := next((name for name in names if len(name) > LONGEST_NAME), None):
                fault = f"A tag may have {LONGEST_NAME} characters; “{too_long[:40]}…” has {len(too_long)}."
                self.add_error(f"tags_{kind.pk}", fault)
        if total > self.archive.tags_per_work:
            self.add_error(None, f"A work may have {self.archive.tags_per_work} tags; this one has {total}.")

    def facts(self) -> WorkFacts:
        """What was said, once the form is valid. Makes the tags that are new to the archive."""
        said = self.cleaned_data
        return WorkFacts(
            title=said["title"],
            rating=said["rating"],
            pen_names=byline(self.work, self.chosen, self.names),
            language=said["other_language"] or said["language"],
            warnings=list(said["warnings"]),
            tags=self.tags(),
            summary=said["summary"],
            notes_before=said["notes_before"],
            notes_after=said["notes_after"],
            comment_policy=said["comment_policy"],
            expected_chapters=said["expected_chapters"],
            complete=said["complete"],
            anonymous=said["anonymous"],
        )

    def tags(self) -> list[Tag]:
        return [
            tag for kind in self.kinds for tag in tags_named(kind, split_names(self.cleaned_data[f"tags_{kind.pk}"]))
        ]


def choosable_pen_names(work: Work | None, viewer: Viewer) -> list[PenName]:
    """The viewer's own; and for the owner those on the work that nobody has claimed."""
    own = list(PenName.objects.filter(pk__in=viewer.pen_name_ids).order_by("pk"))
    if work is None or not viewer.is_owner:
        return own
    unclaimed = work.pen_names.filter(account=None).order_by("creatorships__position")
    return [*unclaimed, *own]


def byline(work: Work | None, chosen: list[PenName], choosable: list[PenName]) -> list[PenName]:
    """The chosen names in the places that names of theirs had; co-authors keep their own."""
    if work is None:
        return chosen
    waiting = list(chosen)
    names: list[PenName] = []
    for creatorship in work.creatorships.select_related("pen_name"):
        if creatorship.pen_name not in choosable:
            names.append(creatorship.pen_name)
        elif waiting:
            names.append(waiting.pop(0))
    return names + waiting


def said_of(work: Work, names: list[PenName]) -> dict[str, Any]:
    """What the form shows of a work before anybody changes it."""
    said: dict[str, Any] = {
        "title": work.title,
        "language": work.language,
        "rating": work.rating_id,
        "warnings": [warning.pk for warning in work.warnings.all()],
        "summary": work.summary_source,
        "notes_before": work.notes_before_source,
        "notes_after": work.notes_after_source,
        "comment_policy": work.comment_policy,
        "expected_chapters": work.expected_chapters,
        "complete": work.is_complete,
        "anonymous": work.is_anonymous,
    }
    own = [each.pen_name for each in work.creatorships.select_related("pen_name") if each.pen_name in names]
    said |= {f"pen_name_{place}": str(name.pk) for place, name in enumerate(own[:MOST_NAMES_AT_ONCE])}
    by_kind: dict[int, list[str]] = {}
    for each in work.work_tags.select_related("tag"):
        by_kind.setdefault(each.tag.kind_id, []).append(each.tag.name)
    return said | {f"tags_{kind}": join_names(tags) for kind, tags in by_kind.items()}
