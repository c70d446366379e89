"""What views here answer with: a redirect that says what was done, and one page of a long list."""

from collections.abc import Mapping
from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from fanfold.archive.forms import PrefixForm

M = TypeVar("M", bound=Model)
ROWS_ON_A_PAGE = 50


def done(what: str, view: str, *args: object) -> HttpResponseRedirect:
    """Leads to the named view, whose page says what was done."""
    return HttpResponseRedirect(f"{reverse(view, args=args)}?done={what}")


def word_of(request: HttpRequest, words: Mapping[str, str]) -> str:
    """The sentence for `?done=`; a key the page does not know says nothing."""
    return words.get(request.GET.get("done", ""), "")


def one_page(request: HttpRequest, rows: QuerySet[M]) -> "Page[M]":
    """The page `?page=` asks for; what is no page leads to the first or the last."""
    return Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))


def beginning_with(form: PrefixForm, rows: QuerySet[M]) -> QuerySet[M]:
    """The rows whose name begins as asked, capitals aside; none if it was asked in a way that can't be read."""
    if not form.is_valid():
        return rows.none()
    return rows.filter(name__istartswith=form.cleaned_data["q"]) if form.cleaned_data["q"] else rows
