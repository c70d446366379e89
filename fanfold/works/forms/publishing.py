"""The forms of a work's deeds."""

from fanfold.archive.forms import OurForm
from fanfold.works.forms.chapters import TimeForm
from fanfold.works.forms.fields import Radios, Typed
from fanfold.works.models.work import audience_choices


class AudienceForm(OurForm):
    audience = Radios(label="Who may read it", choices=audience_choices)


class PublishForm(TimeForm):
    audience = Radios(label="Who may read it", choices=audience_choices)
    field_order = ("audience", "when", "at")


class BinForm(OurForm):
    words_left = Typed(
        label="A sentence for readers who come looking",
        required=False,
        most=500,
        help_text="It stands at the work’s address for as long as the work is gone.",
    )
