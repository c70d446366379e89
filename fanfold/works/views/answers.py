"""How the desk answers: with a word on what was done, or with the form again and what was refused."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.http import HttpResponseRedirect
from django.urls import reverse

from fanfold.archive.refused import Refused

Made = TypeVar("Made")

# The status of a form shown again: the browser asked for something that can't be done as it stands.
FAULTY = 400


def tried(form: forms.Form, deed: Callable[[], Made]) -> Made | None:
    """What the deed made. A refusal becomes a fault of the form, so that what was typed stays on the page."""
    try:
        return deed()
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return None


def went_through(form: forms.Form, deed: Callable[[], object]) -> bool:
    """The same for a deed that makes nothing new."""
    return tried(form, deed) is not None


def on_to(name: str, pk: int, *, done: str) -> HttpResponseRedirect:
    """Away from the POST, to the page of that name, which says what was done."""
    return HttpResponseRedirect(f"{reverse(name, args=[pk])}?done={done}")
