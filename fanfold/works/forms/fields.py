"""Fields that the desk's forms share: text as typed, and the look of inputs."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime

from fanfold.archive.models import Warning

EARLIEST, LATEST = 1950, 2150


class Typed(forms.CharField):
    """Text as a person typed it: nothing trimmed, line ends as one character."""

    def __init__(self, *, label: str, rows: int = 0, most: int | None = None, **kwargs: Any) -> None:
        attrs = {"class": "input", **kwargs.pop("attrs", {})}
        widget = forms.Textarea(attrs={**attrs, "rows": rows}) if rows else forms.TextInput(attrs=attrs)
        self.most = most
        super().__init__(label=label, strip=False, widget=widget, **kwargs)

    def to_python(self, value: Any) -> str:
        typed: str = super().to_python(value) or ""
        return typed.replace("\r\n", "\n").replace("\r", "\n")

    def run_validators(self, value: str) -> None:
        if "\x00" in value:
            raise ValidationError("A NUL character stood in it, which can’t be kept. It is taken out here; save again.")
        if self.most is not None and len(value) > self.most:
            raise ValidationError(f"This may have {self.most:,} characters; it has {len(value):,}.")
        super().run_validators(value)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What the page shows again after a fault."""
        return data.replace("\x00", "") if isinstance(data, str) else data


class When(forms.DateTimeField):
    """A day and time in the archive's time zone."""

    def __init__(self, *, label: str, **kwargs: Any) -> None:
        look = {"class": "input", "type": "datetime-local"}
        widget = forms.DateTimeInput(attrs=look, format="%Y-%m-%dT%H:%M")
        faults = {"invalid": "That is not a day and time. Write it as 2027-01-31 18:30."}
        super().__init__(label=label, widget=widget, error_messages=faults, **kwargs)

    def to_python(self, value: Any) -> datetime | None:
        # Before a time zone is applied: at the ends of the calendar that itself would fail.
        year = str(value or "").strip()[:4]
        if year.isascii() and year.isdigit() and not EARLIEST <= int(year) <= LATEST:
            raise ValidationError(f"Choose a year from {EARLIEST} to {LATEST}.")
        try:
            return super().to_python(value)
        except OverflowError:
            raise ValidationError(self.error_messages["invalid"]) from None

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What is no day and time has no place in such an input; the fault beside it names the shape."""
        try:
            return data if parse_datetime(data) else ""
        except (TypeError, ValueError):
            return ""


class WholeNumber(forms.IntegerField):
    """A whole number from 1."""

    def __init__(self, *, label: str, most: int, small: bool = False, **kwargs: Any) -> None:
        look = {"class": "input input-small" if small else "input"}
        super().__init__(label=label, min_value=1, max_value=most, widget=forms.NumberInput(attrs=look), **kwargs)

    def bound_data(self, data: Any, initial: Any) -> Any:
        return data if str(data).lstrip("-").isdecimal() else ""


class Choices(forms.ChoiceField):
    """One of a few, as a drop-down list."""

    def __init__(self, *, label: str, **kwargs: Any) -> None:
        super().__init__(label=label, widget=forms.Select(attrs={"class": "input"}), **kwargs)


class Radios(forms.ChoiceField):
    """One of a few, all of them in sight."""

    def __init__(self, *, label: str, **kwargs: Any) -> None:
        super().__init__(label=label, widget=forms.RadioSelect, **kwargs)


# Django's field is generic to the type checker only.
if TYPE_CHECKING:
    SeveralWarnings = forms.ModelMultipleChoiceField[Warning]
else:
    SeveralWarnings = forms.ModelMultipleChoiceField


class Ticks(SeveralWarnings):
    """Several of a few rows, all of them in sight."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        if not all(_is_row_number(each) for each in value or ()):
            raise ValidationError("One of these is not in the list.")
        return super().clean(value)


def _is_row_number(value: object) -> bool:
    """A longer number than a database holds would be an error there instead of a fault here."""
    text = str(value)
    return text.isascii() and text.isdigit() and len(text) < 19
