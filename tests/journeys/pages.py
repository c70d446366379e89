"""Every kind of page there is, each once: what axe, the Nu checker, html-validate, reflow and pictures go through."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from fanfold.accounts.models import Account
from tests.journeys.world import World


@dataclass(frozen=True)
class PageKind:
    """`who` is one of Cast.viewers."""

    name: str
    path: Callable[[World], str]
    who: str = "stranger"
    status: int = 200

    def __str__(self) -> str:
        return self.name

    def visited_by(self, world: World) -> Account | None:
        cast = world.cast
        return {"stranger": None, "member": cast.bo, "author": cast.ada, "moderator": cast.mo, "owner": cast.olu}[
            self.who
        ]


def named(name: str, *args: Any, query: str = "") -> Callable[[World], str]:
    """The address of a named URL; an argument that is a function is asked of the world."""

    def path(world: World) -> str:
        return reverse(name, args=[arg(world) if callable(arg) else arg for arg in args]) + query

    return path


PAGES = [
    PageKind("front", named("front")),
    PageKind("work", lambda w: w.long.get_absolute_url()),
    PageKind("work-of-one-chapter", lambda w: w.one_shot.get_absolute_url()),
    PageKind("work-in-german", lambda w: w.german.get_absolute_url()),
    PageKind("work-all", named("work_all", lambda w: w.long.pk, lambda w: w.long.slug)),
    PageKind("chapter-of-every-shape", lambda w: w.shapes.get_absolute_url()),
    PageKind("chapter-with-notes", lambda w: w.middle.get_absolute_url()),
    PageKind("chapter-for-a-member", lambda w: w.middle.get_absolute_url(), "member"),
    PageKind("work-behind-consent", lambda w: w.gated.get_absolute_url()),
    PageKind("work-gone", lambda w: w.gone.get_absolute_url(), status=410),
    PageKind("series", lambda w: w.series.get_absolute_url()),
    PageKind("series-gone", lambda w: w.gone_series.get_absolute_url(), status=410),
    PageKind("author", lambda w: w.cast.ada.pen_names.get().get_absolute_url()),
    PageKind("tag", lambda w: w.fandom.get_absolute_url()),
    PageKind("tag-kind", named("tag_kind", "characters")),
    PageKind("fandoms", named("fandoms")),
    PageKind("languages", named("languages")),
    PageKind("language", named("language", "de")),
    PageKind("browse", named("browse")),
    PageKind("browse-with-nothing", named("browse", query="?language=zu")),
    PageKind("news", named("news")),
    PageKind("news-item", lambda w: w.news.get_absolute_url()),
    PageKind("about", lambda w: w.page.get_absolute_url()),
    PageKind("reading-settings", named("reading_settings")),
    PageKind("not-found", lambda w: "/nobody/lives/here", status=404),
    PageKind("members-only", lambda w: w.members_only.get_absolute_url()),
    PageKind("sign-in", named("sign_in")),
    PageKind("register", named("register", query="?code=whelk")),
    PageKind("sign-in-link-used", named("sign_in_link", "long-gone"), status=403),
    PageKind("me", named("me"), "member"),
    PageKind("pen-name-edit", named("pen_name_edit", lambda w: w.cast.ada.pen_names.get().pk), "author"),
    PageKind("desk", named("desk"), "author"),
    PageKind("desk-with-nothing", named("desk"), "member"),
    PageKind("work-new", named("work_new"), "author"),
    PageKind("desk-work", named("desk_work", lambda w: w.long.pk), "author"),
    PageKind("desk-work-draft", named("desk_work", lambda w: w.draft.pk), "author"),
    PageKind("desk-work-scheduled", named("desk_work", lambda w: w.scheduled.pk), "author"),
    PageKind("desk-work-in-bin", named("desk_work", lambda w: w.gone.pk), "author"),
    PageKind("work-for-its-author", lambda w: w.draft.get_absolute_url(), "author"),
    PageKind("chapter-new", named("chapter_new", lambda w: w.long.pk), "author"),
    PageKind("chapter-edit", named("chapter_edit", lambda w: w.middle.pk), "author"),
    PageKind("chapter-versions", named("chapter_versions", lambda w: w.middle.pk), "author"),
    PageKind("chapter-version", named("chapter_version", lambda w: w.middle.pk, 1), "author"),
    PageKind("desk-series-list", named("desk_series_list"), "author"),
    PageKind("series-new", named("series_new"), "author"),
    PageKind("desk-series", named("desk_series", lambda w: w.series.pk), "author"),
    PageKind("desk-series-in-bin", named("desk_series", lambda w: w.gone_series.pk), "author"),
    PageKind("manuscripts", named("manuscripts"), "author"),
    PageKind("manuscripts-with-nothing", named("manuscripts"), "member"),
    PageKind("manuscripts-paste", named("manuscripts_paste"), "author"),
    PageKind("review", named("review", lambda w: w.review.pk), "author"),
    PageKind("review-least-sure-first", named("review", lambda w: w.review.pk, query="?order=unsure"), "author"),
    PageKind("archive-home", named("archive_home"), "owner"),
    PageKind("choices", named("choices"), "owner"),
    PageKind("ratings", named("ratings"), "owner"),
    PageKind("warnings", named("warnings"), "owner"),
    PageKind("pages", named("pages"), "owner"),
    PageKind("page-new", named("page_new"), "owner"),
    PageKind("page-edit", named("page_edit", lambda w: w.page.pk), "owner"),
    PageKind("archive-news", named("archive_news"), "owner"),
    PageKind("news-new", named("news_new"), "owner"),
    PageKind("news-edit", named("news_edit", lambda w: w.news.pk), "owner"),
    PageKind("people", named("people"), "owner"),
    PageKind("person", named("person", lambda w: w.cast.bo.pk), "owner"),
    PageKind("invitations", named("invitations"), "moderator"),
    PageKind("pen-names", named("pen_names"), "owner"),
    PageKind("pen-name-give", named("pen_name_give", lambda w: w.unclaimed.pk), "owner"),
    PageKind("kinds", named("kinds"), "owner"),
    PageKind("archive-tags", named("archive_tags"), "moderator"),
    PageKind("tag-edit", named("tag_edit", lambda w: w.fandom.pk), "moderator"),
    PageKind("not-allowed", named("archive_home"), "member", 403),
]

# Names of addresses that answer with something other than a page of their own: deeds, files, and ways to a page.
NOT_PAGES = set(
    """
    work_by_number series_by_number author_by_number tag_by_number
    consent consent_forget robots source_code favicon favicon_ico
    sign_out me_change me_password pen_name_new
    person_role person_link person_close person_reopen invitation_new invitation_withdraw
    work_publish work_audience work_withdraw work_bin work_restore
    chapter_publish chapter_take_back chapter_move chapter_bring_back
    series_add series_move series_take_out series_bin series_restore
    page_remove news_remove tag_join tag_separate
    manuscripts_upload review_original review_retype review_split review_merge review_begin review_join review_title
    review_accept review_accept_rule review_restore review_fields review_undo review_redo review_draft
    review_throw_away review_take_back
    """.split()
)
# A page of a new archive only: its own journey and judgement see it.
NOT_PAGES.add("first_run")
