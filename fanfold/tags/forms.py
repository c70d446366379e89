from typing import Any

from django import forms

from fanfold.archive.forms import OurForm, PrefixForm
from fanfold.archive.rows import NO_NAME, RowForm, Rows, rows_of
from fanfold.tags.models import Kind, KindRole, Tag


class KindRow(RowForm):
    keeps = ("name", "plural", "slug", "role")

    name = forms.CharField(label="Name of one", max_length=40, error_messages={"required": NO_NAME})
    plural = forms.CharField(label="Name of several", max_length=40)
    slug = forms.CharField(
        label="Address",
        required=False,
        max_length=40,
        help_text="The last part of /kinds/…; an old one leads to the new.",
    )
    role = forms.ChoiceField(label="On a work’s page", choices=KindRole.choices, initial=KindRole.PLAIN)
    field_order = ("name", "plural", "slug", "role", "place", "away")


KindRows: type[Rows[Kind]] = rows_of(KindRow)


class TagSearchForm(PrefixForm):
    """Asks for tags of one kind, or all, whose name begins in some way."""

    kind = forms.ModelChoiceField(Kind.objects.all(), label="Kind", required=False, empty_label="Every kind")
    field_order = ("q", "kind")


class JoinForm(OurForm):
    """Names the tag under which another shall stand."""

    canonical = forms.CharField(label="Name of the tag to stand under", max_length=150)

    def __init__(self, *args: Any, tag: Tag, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tag = tag

    def clean_canonical(self) -> Tag:
        name = " ".join(self.cleaned_data["canonical"].split())
        found = Tag.objects.filter(kind=self.tag.kind_id, name__iexact=name).select_related("canonical").first()
        if found is None:
            raise forms.ValidationError(f"There is no tag of that name among {self.tag.kind.plural}.")
        return found
