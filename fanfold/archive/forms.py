"""The parts every form is made of: faults in our words, fields in our look."""

from collections.abc import Callable
from copy import copy
from typing import TYPE_CHECKING, Any

from django import forms
from django.core import validators
from django.db.models import IntegerField
from django.forms.renderers import TemplatesSetting

from fanfold.archive.models import Archive, Registration
from fanfold.archive.refused import NotYours, Refused

LONGEST_PAGE = 500_000
LONGEST_WELCOME = 20_000

FAULTS = {
    "required": "This can’t be empty.",
    "invalid": "That can’t be read here. Check it, and write it again.",
    "invalid_choice": "Choose one of the list.",
}
VALIDATOR_FAULTS: dict[type[Any], str] = {
    validators.MaxLengthValidator: "This may have %(limit_value)d characters; it has %(show_value)d.",
    validators.MinValueValidator: "Give a number that is %(limit_value)d or more.",
    validators.MaxValueValidator: "Give a number that is %(limit_value)d or less.",
    validators.ProhibitNullCharactersValidator: "There is a character in this that can’t be kept. Write it anew by hand.",
    validators.EmailValidator: "That address is not whole. It needs a name, an @ and an ending such as .org.",
}


class Renderer(TemplatesSetting):
    """Forms drawn by our own templates."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


class InOurWords(forms.BaseForm):
    """Gives each field the look of the archive, and says what is wrong in its words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refusal: Refused | None = None
        self.speak_for_fields()

    def speak_for_fields(self) -> None:
        """Again after fields were added; twice is as good as once."""
        for field in self.fields.values():
            _speak(field)
            _dress(field.widget)

    @property
    def status(self) -> int:
        """The HTTP status of the page that shows this form again: a refusal's own, or 200 for a fault in a field."""
        return self.refusal.status if self.refusal else 200

    def does(self, deed: Callable[[], object]) -> bool:
        """Does the deed if all fields are right, and tells whether it was done; a refusal becomes a fault of the form.

        Who may not do it at all gets the refusal's own page instead.
        """
        if not self.is_valid():
            return False
        try:
            deed()
        except NotYours:
            raise
        except Refused as refusal:
            self.refusal = refusal
            self.add_error(None, refusal.sentence)
            return False
        return True


class OurForm(InOurWords, forms.Form):
    """What forms here begin with."""


def _speak(field: forms.Field) -> None:
    usual: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        usual |= getattr(kind, "default_error_messages", {})
    for code, sentence in FAULTS.items():
        if code in field.error_messages and field.error_messages[code] == usual.get(code):
            field.error_messages[code] = sentence
    field.validators = [_speaking(validator) for validator in field.validators]


def _speaking(validator: Any) -> Any:
    """A copy, since Django shares some validators between all fields."""
    sentence = VALIDATOR_FAULTS.get(type(validator))
    if sentence is None:
        return validator
    validator = copy(validator)
    validator.message = sentence
    return validator


def _dress(widget: forms.Widget) -> None:
    if not isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.HiddenInput):
        widget.attrs.setdefault("class", "input")


# Django's model forms are generic to the type checker only.
if TYPE_CHECKING:
    ArchiveForm = forms.ModelForm[Archive]
else:
    ArchiveForm = forms.ModelForm


class ChoicesForm(InOurWords, ArchiveForm):
    """What the archive is called, who may join, and its limits."""

    registration = forms.ChoiceField(
        label="Who may make an account", choices=Registration.choices, widget=forms.RadioSelect
    )
    welcome_source = forms.CharField(
        label="Welcome",
        required=False,
        max_length=LONGEST_WELCOME,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="A few lines on the front page. A blank line begins a new paragraph; HTML may be used.",
    )

    class Meta:
        model = Archive
        fields = [
            "name",
            "sentence",
            "welcome_source",
            "keepers",
            "registration",
            "works_per_page",
            "tags_per_work",
            "summary_characters",
            "bin_days",
        ]
        labels = {
            "name": "Name of the archive",
            "sentence": "One sentence about it",
            "keepers": "Kept by",
            "works_per_page": "Works on one page of a list",
            "tags_per_work": "Most tags a work may have",
            "summary_characters": "Most characters in a summary",
            "bin_days": "Days a work stays in the bin",
        }
        help_texts = {"keepers": "As the foot of each page says it: “Odile and Bram”."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            kept = Archive._meta.get_field(name)
            if isinstance(kept, IntegerField):
                # The limits stand on the model; here they speak in our words.
                field.validators = [_speaking(limit) for limit in kept.validators]


class FirstRunForm(ChoicesForm):
    """The few choices an archive begins with; the limits have good defaults."""

    class Meta(ChoicesForm.Meta):
        fields = ["name", "sentence", "welcome_source", "keepers", "registration"]


class PageForm(OurForm):
    """A page about the archive."""

    title = forms.CharField(max_length=120)
    slug = forms.CharField(
        label="Address",
        required=False,
        max_length=60,
        help_text="The last part of /about/…. Left empty, it is made from the title. An old address leads to the new.",
    )
    position = forms.IntegerField(
        label="Place",
        initial=0,
        min_value=0,
        max_value=999,
        help_text="Pages stand at the foot in this order, 0 first.",
    )
    source = forms.CharField(
        label="Text",
        required=False,
        max_length=LONGEST_PAGE,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text="A blank line begins a new paragraph; HTML may be used.",
    )


class NewsForm(OurForm):
    """A piece of news."""

    title = forms.CharField(max_length=160)
    source = forms.CharField(
        label="Text",
        required=False,
        max_length=LONGEST_PAGE,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="A blank line begins a new paragraph; HTML may be used.",
    )


class SureForm(OurForm):
    """Asked before something is taken away for good."""

    sure = forms.BooleanField(
        label="Yes, take it away for good", error_messages={"required": "Tick this if it should go for good."}
    )


class PrefixForm(OurForm):
    """Asks which rows of a long list to show."""

    q = forms.CharField(label="Name begins with", required=False, max_length=150)
