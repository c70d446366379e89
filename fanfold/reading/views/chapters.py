from django.http import HttpResponse
from django.shortcuts import render

from fanfold.archive.viewer import Request
from fanfold.prose.words import reading_minutes
from fanfold.reading.bylines import byline_of_one
from fanfold.reading.contents import contents_of, turn_at
from fanfold.reading.doors import public_page
from fanfold.reading.entries import Facts, hours
from fanfold.reading.finding import find_chapter
from fanfold.reading.neighbours import series_boxes
from fanfold.reading.states import word_of_chapter
from fanfold.reading.views.gate import gate
from fanfold.works.rules import needs_consent


@public_page
def chapter(request: Request, work_pk: int, pk: int) -> HttpResponse:
    """Where reading is done. The chapter menu, the text, and a link to what comes next."""
    viewer = request.viewer
    found = find_chapter(viewer, work_pk, pk)
    if needs_consent(viewer, found.work):
        return gate(request, found.work)
    lines = contents_of(found.work, viewer)
    turn = turn_at(lines, found)
    facts = Facts(found.work, ())
    byline = byline_of_one(found.work, viewer)
    context = {
        "chapter": found,
        "work": found.work,
        "facts": facts,
        "words": f"{found.words:,} {'word' if found.words == 1 else 'words'}",
        "time": hours(reading_minutes(found.words)),
        "byline": byline,
        "lines": lines,
        "of": facts.expected or len(lines),
        "turn": turn,
        "boxes": [] if turn.after else series_boxes(found.work, viewer, byline),
        "word": word_of_chapter(found),
        "panel": True,
    }
    return render(request, "reading/chapter.html", context)
