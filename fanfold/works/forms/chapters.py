"""The forms for one chapter: what it says, when it comes out, where it stands."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime

from fanfold.archive.forms import OurForm
from fanfold.archive.models import Archive
from fanfold.works.actions import text_of
from fanfold.works.forms.fields import Radios, Typed, When, WholeNumber
from fanfold.works.models import Chapter
from fanfold.works.texts import ChapterText

LONGEST_NOTE = 50_000
MOST_MEGABYTES = 5
MEGABYTE = 1024 * 1024
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class ChapterForm(OurForm):
    """What a chapter says. `opened_on` names the text that the author began from."""

    title = Typed(label="Title of the chapter", rows=1, required=False, most=300, attrs={"class": "desk-title"})
    summary = Typed(label="Summary of the chapter", rows=3, required=False)
    note_head = Typed(label="Note before the chapter", rows=3, required=False, most=LONGEST_NOTE)
    text = Typed(label="Text of the chapter", rows=24, attrs={"class": "", "spellcheck": "true"})
    note_end = Typed(label="Note after the chapter", rows=3, required=False, most=LONGEST_NOTE)
    opened_on = forms.CharField(widget=forms.HiddenInput, required=False)
    instead = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, chapter: Chapter | None, archive: Archive) -> None:
        self.archive = archive
        super().__init__(data, initial=said_in(chapter) if chapter else None)

    def clean_title(self) -> str:
        return " ".join(str(self.cleaned_data["title"]).split())

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        size = len(text.encode("utf-8", "surrogatepass"))
        if size > MOST_MEGABYTES * MEGABYTE:
            raise ValidationError(
                f"A chapter may have {MOST_MEGABYTES} MB of text; this one has {size / MEGABYTE:.1f} MB. "
                "Make two chapters of it."
            )
        if not text.strip():
            raise ValidationError("A chapter needs some text.")
        return text

    def clean_summary(self) -> str:
        summary: str = self.cleaned_data["summary"]
        most = self.archive.summary_characters
        if len(summary) > most:
            raise ValidationError(f"A summary may have {most:,} characters; this one has {len(summary):,}.")
        return summary

    def clean_opened_on(self) -> datetime:
        """A time long gone where it can't be read: then nothing is overwritten without asking."""
        try:
            found = parse_datetime(self.cleaned_data["opened_on"])
        except ValueError:
            return LONG_AGO
        return found if found is not None and found.tzinfo is not None else LONG_AGO

    def said(self) -> ChapterText:
        data = self.cleaned_data
        return ChapterText(
            text=data["text"],
            title=data["title"],
            summary=data["summary"],
            note_head=data["note_head"],
            note_end=data["note_end"],
        )


def said_in(chapter: Chapter) -> dict[str, object]:
    text = text_of(chapter)
    return {
        "title": text.title,
        "summary": text.summary,
        "note_head": text.note_head,
        "text": text.text,
        "note_end": text.note_end,
        "opened_on": chapter.changed_at.isoformat(),
    }


class TimeForm(OurForm):
    """Now, or at a time."""

    when = Radios(label="When", choices=[("now", "Now"), ("at", "At this day and time")], initial="now")
    at = When(label="Day and time", required=False)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("when") == "at" and not said.get("at") and "at" not in self.errors:
            self.add_error("at", "Choose a day and time.")
        return said

    def time(self) -> datetime | None:
        """None for now."""
        at: datetime | None = self.cleaned_data["at"]
        return at if self.cleaned_data["when"] == "at" else None


class PlaceForm(OurForm):
    """Where among its fellows a chapter or an item of a series is to stand, counted from 1."""

    to = WholeNumber(label="Move to place", most=1_000_000, small=True)
