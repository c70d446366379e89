"""The owner sets the archive up and keeps it; nobody else does."""

import pytest
from django.test import Client
from django.urls import reverse

from fanfold.archive.actions import the_archive
from fanfold.archive.models import NewsItem, OldAddress, Page, Rating, Warning
from fanfold.journal.models import Entry
from tests.cast import Cast, published, rating, signed_in

SHOWN = ["archive_home", "first_run", "choices", "ratings", "warnings", "pages", "page_new", "archive_news", "news_new"]


def saved_rows(prefix: str, rows: list[dict[str, object]], kept: int) -> dict[str, object]:
    """What a browser sends for a list: `kept` rows that stood there before, then new ones."""
    sent: dict[str, object] = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": kept}
    for number, row in enumerate(rows):
        sent |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return sent


def rating_rows(**changes: dict[str, object]) -> list[dict[str, object]]:
    """The ratings as the page shows them, changed by name."""
    return [
        {"pk": one.pk, "name": one.name, "description": one.description, "place": place} | changes.get(one.name, {})
        for place, one in enumerate(Rating.objects.all(), 1)
    ]


def send_ratings(cast: Cast, rows: list[dict[str, object]], kept: int = 4) -> tuple[int, str]:
    response = signed_in(cast.olu).post(reverse("ratings"), saved_rows("ratings", rows, kept))
    return response.status_code, response.content.decode()


def names() -> list[str]:
    return list(Rating.objects.values_list("name", flat=True))


@pytest.mark.parametrize("name", SHOWN)
def test_only_the_owner_sees_the_owners_pages(cast: Cast, name: str) -> None:
    status = {who: client.get(reverse(name)).status_code for who, client in cast.clients().items()}
    assert status == {"stranger": 302, "member": 403, "author": 403, "moderator": 403, "owner": 200}


@pytest.mark.parametrize("name", ["first_run", "choices", "ratings", "warnings", "page_new", "news_new"])
def test_nobody_but_the_owner_changes_the_archive(cast: Cast, name: str) -> None:
    clients = cast.clients()
    del clients["owner"]
    before = Entry.objects.count()
    sent = {"name": "Taken Over", "registration": "open", "title": "Mine now", "source": "All of it."}
    status = {who: client.post(reverse(name), sent).status_code for who, client in clients.items()}
    assert status == {"stranger": 302, "member": 403, "author": 403, "moderator": 403}
    assert Entry.objects.count() == before
    assert the_archive().name == "A new archive"


def test_the_owner_answers_the_first_questions_at_once(cast: Cast) -> None:
    olu = signed_in(cast.olu)
    rows = [
        *rating_rows(Mature={"name": "Grown-up", "asks_consent": "on"}, Teen={"away": "on"}),
        dict[str, object](name=""),
    ]
    warnings: list[dict[str, object]] = [
        {"pk": one.pk, "name": one.name, "tone": one.tone} for one in Warning.objects.all()
    ]
    sent = {"name": "Saltmarsh", "sentence": "Stories with wet feet.", "keepers": "Olu", "registration": "closed"}
    sent_rows = saved_rows("ratings", rows, 4) | saved_rows("warnings", warnings, 6)
    response = olu.post(reverse("first_run"), {**sent, **sent_rows, "welcome_source": "Come in.\n\nWipe your feet."})
    assert response.status_code == 302, response.content.decode()
    archive = the_archive()
    assert (archive.name, archive.keepers, archive.registration) == ("Saltmarsh", "Olu", "closed")
    assert str(archive.welcome).count("<p>") == 2
    assert archive.set_up_at is not None
    assert names() == ["General", "Grown-up", "Explicit"]
    assert Warning.objects.count() == 6
    home = olu.get(response["Location"]).content.decode()
    assert "choose a password" in home
    assert olu.get(reverse("first_run")).status_code == 302


def test_a_fault_in_one_part_of_the_first_page_changes_nothing(cast: Cast) -> None:
    rows = saved_rows("ratings", rating_rows(Teen={"name": "General"}), 4) | saved_rows("warnings", [], 0)
    response = signed_in(cast.olu).post(reverse("first_run"), {"name": "Half Done", "registration": "open", **rows})
    page = response.content.decode()
    assert "Two have the same name." in page
    assert "Half Done" in page
    assert the_archive().name == "A new archive"
    assert the_archive().set_up_at is None


def test_what_was_typed_stays_with_the_fault_beside_it(cast: Cast) -> None:
    sent = {"name": "N" * 81, "sentence": "Kept.", "registration": "open", "works_per_page": 3}
    page = signed_in(cast.olu).post(reverse("choices"), sent).content.decode()
    assert "This may have 80 characters; it has 81." in page
    assert "Give a number that is 5 or more." in page
    assert 'value="Kept."' in page
    assert 'aria-invalid="true"' in page


def test_choices_are_saved_and_said(cast: Cast) -> None:
    olu = signed_in(cast.olu)
    limits = {"works_per_page": 30, "tags_per_work": 40, "summary_characters": 900, "bin_days": 14}
    response = olu.post(reverse("choices"), {"name": "Saltmarsh", "registration": "open", **limits}, follow=True)
    assert "Saved." in response.content.decode()
    assert the_archive().bin_days == 14
    assert Entry.objects.filter(what="archive_changed", by_id=cast.olu.pk).exists()


def test_an_unknown_word_in_the_address_says_nothing(cast: Cast) -> None:
    page = signed_in(cast.olu).get(reverse("choices"), {"done": "<b>everything</b>"}).content.decode()
    assert "everything" not in page


def test_the_owner_is_told_what_readers_do_not_get(cast: Cast) -> None:
    olu = signed_in(cast.olu)
    page = Page.objects.create(slug="rules", title="Rules", source="<p>Be kind.</p><script>shout()</script>")
    assert "Readers see this without" in olu.get(reverse("page_edit", args=[page.pk])).content.decode()


def test_a_rating_moves_up_before_the_one_whose_place_it_takes(cast: Cast) -> None:
    assert send_ratings(cast, rating_rows(Mature={"place": 1}))[0] == 302
    assert names() == ["Mature", "General", "Teen", "Explicit"]


def test_a_rating_moves_down_behind_the_one_whose_place_it_takes(cast: Cast) -> None:
    assert send_ratings(cast, rating_rows(General={"place": 3}))[0] == 302
    assert names() == ["Teen", "Mature", "General", "Explicit"]


def test_two_ratings_change_names_with_each_other(cast: Cast) -> None:
    general = rating("General").pk
    assert send_ratings(cast, rating_rows(General={"name": "Teen"}, Teen={"name": "General"}))[0] == 302
    assert Rating.objects.get(pk=general).name == "Teen"


def test_a_new_rating_stands_where_its_number_says(cast: Cast) -> None:
    new = {"name": "Tots", "description": "Read aloud.", "place": 1, "members_only": "on"}
    assert send_ratings(cast, [*rating_rows(), new])[0] == 302
    assert names()[0] == "Tots"
    assert Rating.objects.get(name="Tots").members_only


def test_a_rating_on_a_work_is_not_taken_away(cast: Cast) -> None:
    published(by=cast.ada)
    status, page = send_ratings(cast, rating_rows(General={"away": "on"}))
    assert status == 409
    assert "can’t be taken away" in page
    assert len(names()) == 4


def test_a_rating_made_in_another_window_stays(cast: Cast) -> None:
    rows = rating_rows()
    Rating.objects.create(name="Meanwhile", position=9)
    assert send_ratings(cast, rows)[0] == 302
    assert names()[-1] == "Meanwhile"


def test_a_rating_taken_away_in_another_window_is_not_made_again(cast: Cast) -> None:
    rows = rating_rows()
    Rating.objects.get(name="Teen").delete()
    status, page = send_ratings(cast, rows)
    assert status == 200
    assert "taken away in another window" in page
    assert "Teen" not in names()


def test_the_last_rating_stays(cast: Cast) -> None:
    gone: dict[str, object] = {"away": "on"}
    status, page = send_ratings(cast, rating_rows(General=gone, Teen=gone, Mature=gone, Explicit=gone))
    assert (status, len(names())) == (200, 4)
    assert "At least one must stay." in page


@pytest.mark.parametrize(
    "spoilt",
    [
        {},
        {"ratings-TOTAL_FORMS": "many", "ratings-INITIAL_FORMS": "0"},
        {"ratings-TOTAL_FORMS": "100000000", "ratings-INITIAL_FORMS": "0"},
        {"ratings-TOTAL_FORMS": "1", "ratings-INITIAL_FORMS": "1", "ratings-0-pk": "9" * 30, "ratings-0-name": "A"},
        {"ratings-TOTAL_FORMS": "1", "ratings-INITIAL_FORMS": "1", "ratings-0-name": "A\0B", "ratings-0-place": "-4"},
        {"ratings-TOTAL_FORMS": "1", "ratings-INITIAL_FORMS": "0", "ratings-0-pk": "x", "ratings-0-away": "on"},
    ],
)
def test_a_spoilt_list_changes_nothing(cast: Cast, spoilt: dict[str, str]) -> None:
    before = names()
    response = signed_in(cast.olu).post(reverse("ratings"), spoilt)
    assert response.status_code == 200
    assert names() == before


def test_a_warning_on_a_work_can_be_renamed_but_not_taken_away(cast: Cast) -> None:
    published(by=cast.ada, warnings=[Warning.objects.get(name="Graphic violence")])
    rows: list[dict[str, object]] = [
        {"pk": one.pk, "name": one.name, "tone": one.tone, "place": place}
        for place, one in enumerate(Warning.objects.all(), 1)
    ]
    olu = signed_in(cast.olu)
    away = [row | ({"away": "on"} if row["name"] == "Graphic violence" else {}) for row in rows]
    assert olu.post(reverse("warnings"), saved_rows("warnings", away, 6)).status_code == 409
    renamed = [row | ({"name": "Blood"} if row["name"] == "Graphic violence" else {}) for row in rows]
    assert olu.post(reverse("warnings"), saved_rows("warnings", renamed, 6)).status_code == 302
    assert Warning.objects.filter(name="Blood").exists()


def test_a_page_is_written_renamed_and_taken_away(cast: Cast) -> None:
    olu = signed_in(cast.olu)
    olu.post(reverse("page_new"), {"title": "House rules", "position": 0, "source": "Wipe your feet."})
    page = Page.objects.get()
    assert (page.slug, "Wipe your feet." in str(page.html)) == ("house-rules", True)
    olu.post(reverse("page_edit", args=[page.pk]), {"title": "Rules", "slug": "rules", "position": 1})
    assert OldAddress.objects.get(path="/about/house-rules").to == "/about/rules"
    unsure = olu.post(reverse("page_remove", args=[page.pk]))
    assert "Tick this" in unsure.content.decode()
    assert Page.objects.count() == 1
    olu.post(reverse("page_remove", args=[page.pk]), {"sure": "on"})
    assert Page.objects.count() == 0


def test_two_pages_cannot_have_one_address(cast: Cast) -> None:
    Page.objects.create(slug="help", title="Help")
    sent = {"title": "More help", "slug": "Help", "position": 0, "source": "Long text, kept."}
    response = signed_in(cast.olu).post(reverse("page_new"), sent)
    assert response.status_code == 409
    assert "Long text, kept." in response.content.decode()


def test_news_is_posted_changed_and_taken_away(cast: Cast) -> None:
    olu = signed_in(cast.olu)
    olu.post(reverse("news_new"), {"title": "The roof is mended", "source": "No more buckets."})
    item = NewsItem.objects.get()
    olu.post(reverse("news_edit", args=[item.pk]), {"title": "The roof holds", "source": "Two buckets less."})
    item.refresh_from_db()
    assert (item.slug, "Two buckets less." in str(item.html)) == ("the-roof-holds", True)
    olu.post(reverse("news_remove", args=[item.pk]), {"sure": "on"})
    assert not NewsItem.objects.exists()


@pytest.mark.parametrize("name", ["page_remove", "news_remove"])
def test_only_the_owner_takes_away(cast: Cast, name: str) -> None:
    page, item = Page.objects.create(slug="help", title="Help"), NewsItem.objects.create(title="New", slug="new")
    pk = page.pk if name == "page_remove" else item.pk
    clients = cast.clients()
    del clients["owner"]
    status = {who: client.post(reverse(name, args=[pk]), {"sure": "on"}).status_code for who, client in clients.items()}
    assert status == {"stranger": 302, "member": 403, "author": 403, "moderator": 403}
    assert (Page.objects.count(), NewsItem.objects.count()) == (1, 1)


@pytest.mark.parametrize("name", ["page_edit", "news_edit"])
@pytest.mark.parametrize("pk", [0, 404, 10**30])
def test_what_is_not_there_is_not_found(cast: Cast, name: str, pk: int) -> None:
    assert signed_in(cast.olu).get(reverse(name, args=[pk])).status_code == 404


@pytest.mark.parametrize("name", ["page_remove", "news_remove"])
def test_nothing_is_taken_away_by_looking(cast: Cast, name: str) -> None:
    assert signed_in(cast.olu).get(reverse(name, args=[1])).status_code == 405


@pytest.mark.parametrize("page", ["two", "-1", "0", "999999", "9" * 5000, "\0"])
def test_odd_page_numbers_lead_to_some_page(cast: Cast, page: str) -> None:
    NewsItem.objects.bulk_create(NewsItem(title=f"Piece {number}", slug="piece") for number in range(60))
    response = signed_in(cast.olu).get(reverse("archive_news"), {"page": page})
    assert response.status_code == 200
    assert "of 60" in response.content.decode()


def test_a_form_without_its_token_is_turned_away(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.olu)
    assert strict.post(reverse("choices"), {"name": "Taken Over", "registration": "open"}).status_code == 403
