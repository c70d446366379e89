"""Puts Ferrylight in through the same actions that people's own deeds go through."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from fanfold.accounts.actions import change_pen_name, make_pen_name, open_account
from fanfold.accounts.models import Account, PenName
from fanfold.archive import actions as archive
from fanfold.archive.models import NewsItem, Page, Rating, Warning
from fanfold.archive.refused import Refused
from fanfold.archive.viewer import Viewer
from fanfold.journal.following import quietly
from fanfold.tags.actions import tags_named
from fanfold.tags.models import Kind, Tag
from fanfold.works import actions as works
from fanfold.works import series_actions
from fanfold.works.models import Series, Work
from fanfold.works.texts import ChapterText, WorkFacts

FERRYLIGHT = Path(__file__).parent / "ferrylight"
NOON = time(12, tzinfo=UTC)

Told = Mapping[str, Any]


@dataclass
class Loaded:
    """What has been put in, to be looked up by name and to be told of at the end."""

    people: dict[str, Account] = field(default_factory=dict)
    names: dict[str, PenName] = field(default_factory=dict)
    by_folder: dict[str, Work] = field(default_factory=dict)
    by_title: dict[str, Series] = field(default_factory=dict)

    @property
    def works(self) -> int:
        return len(self.by_folder)

    @property
    def pen_names(self) -> int:
        return len(self.names)


def load_demo(*, by: Viewer) -> Loaded:
    """Raises Refused unless the archive is still without works: the demo must not mix with what people wrote."""
    if Work.objects.exists():
        raise Refused("The demo archive goes only into an archive without works.", status=409)
    told = tomllib.loads((FERRYLIGHT / "archive.toml").read_text(encoding="utf-8"))
    loaded = Loaded()
    with quietly():
        _archive(told, by)
        for pen_name in told["pen_names"]:
            _pen_name(pen_name, loaded, by)
        for folder in sorted(path for path in (FERRYLIGHT / "works").iterdir() if path.is_dir()):
            loaded.by_folder[folder.name] = _work(folder, loaded, by)
        # Inner series first, so that the outer one finds them.
        for series in sorted(told.get("series", []), key=lambda s: any(i.startswith("series:") for i in s["items"])):
            _series(series, loaded, by)
    return loaded


def _archive(told: Told, by: Viewer) -> None:
    said = told["archive"]
    archive.change_archive(
        {
            "name": said["name"],
            "sentence": said.get("sentence", ""),
            "welcome_source": said.get("welcome", ""),
            "keepers": said.get("keepers", ""),
        },
        by=by,
    )
    # Not yet set up: whoever signs in first as owner is still asked for their own choices.
    the = archive.the_archive()
    the.set_up_at = None
    the.save(update_fields=["set_up_at"])
    for position, page in enumerate(told.get("pages", [])):
        archive.put_page(Page(slug=page["slug"], title=page["title"], source=page["html"], position=position), by=by)
    for item in told.get("news", []):
        archive.post_news(NewsItem(title=item["title"], source=item["html"], published_at=_at(item["date"])), by=by)


def _at(day: date) -> datetime:
    return datetime.combine(day, NOON)


def _pen_name(told: Told, loaded: Loaded, by: Viewer) -> None:
    account = None
    if owner := told.get("account"):
        if owner not in loaded.people:
            loaded.people[owner] = open_account(owner, None, by=by.account_id)
        account = loaded.people[owner]
    pen_name = make_pen_name(told["name"], account=None)
    if about := told.get("about"):
        change_pen_name(pen_name, name=pen_name.name, about=about, by=by)
    if account is not None:
        pen_name.account = account
        pen_name.save(update_fields=["account"])
    loaded.names[pen_name.name] = pen_name


def _work(folder: Path, loaded: Loaded, by: Viewer) -> Work:
    told = tomllib.loads((folder / "work.toml").read_text(encoding="utf-8"))
    pen_names = [loaded.names[name] for name in told["by"]]
    author = by.acting_for(name.pk for name in pen_names)
    facts = WorkFacts(
        title=told["title"],
        rating=Rating.objects.get(name=told["rating"]),
        pen_names=pen_names,
        language=told["language"],
        warnings=list(Warning.objects.filter(name__in=told.get("warnings", []))),
        tags=_tags(told),
        summary=told.get("summary", ""),
        notes_before=told.get("notes_before", ""),
        notes_after=told.get("notes_after", ""),
        comment_policy={"everyone": "everybody"}.get(told.get("comments", ""), told.get("comments", "everybody")),
        expected_chapters=told.get("expected_chapters"),
        complete=told.get("complete", True),
        anonymous=told.get("anonymous", False),
    )
    work = works.create_work(facts, by=author)
    for chapter in told["chapters"]:
        works.add_chapter(work, _text(folder, chapter), published_at=_date_of(chapter, told), by=author)
    if "published" in told:
        works.publish(work, at=_at(told["published"]), audience=told.get("visibility", "public"), by=author)
    return work


def _tags(told: Told) -> list[Tag]:
    kinds = Kind.objects.order_by("position")
    return [tag for kind in kinds for tag in tags_named(kind, told.get(kind.name.lower(), []))]


def _text(folder: Path, told: Told) -> ChapterText:
    return ChapterText(
        text=(folder / told["file"]).read_text(encoding="utf-8"),
        title=told.get("title", ""),
        summary=told.get("summary", ""),
        note_head=told.get("note_head", ""),
        note_end=told.get("note_end", ""),
    )


def _date_of(chapter: Told, work: Told) -> datetime | None:
    day = chapter.get("published") or work.get("published")
    return _at(day) if day else None


def _series(told: Told, loaded: Loaded, by: Viewer) -> None:
    pen_names = [loaded.names[name] for name in told["by"]]
    author = by.acting_for(name.pk for name in pen_names)
    series = series_actions.create_series(
        told["title"], pen_names, summary=told.get("summary", ""), notes=told.get("notes", ""), by=by
    )
    items: list[Work | Series] = []
    for item in told["items"]:
        kind, _, name = item.partition(":")
        items.append(loaded.by_folder[name] if kind == "work" else loaded.by_title[name])
    series_actions.order_series(series, items, by=author)
    loaded.by_title[series.title] = series
