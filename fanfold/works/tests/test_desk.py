from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from fanfold.accounts.models import PenName
from fanfold.archive.actions import the_archive
from fanfold.archive.models import Warning
from fanfold.tags.models import Tag
from fanfold.works.models import Audience, Creatorship, State, Tombstone, Work
from tests.cast import Cast, add_chapter, draft, pen_name_of, published, rating, signed_in, tag

Form = dict[str, object]


def facts(cast: Cast, **said: object) -> Form:
    """A filled-in form of Ada's."""
    none = Warning.objects.get(tone="none")
    return {
        "title": "The Heron Shop",
        "language": "en",
        "rating": rating().pk,
        "warnings": [none.pk],
        "comment_policy": "everybody",
        "pen_name_0": pen_name_of(cast.ada).pk,
        **said,
    }


@pytest.fixture
def ada(cast: Cast) -> Client:
    return signed_in(cast.ada)


def test_an_author_begins_a_work_that_only_she_can_see(cast: Cast, ada: Client) -> None:
    answer = ada.post("/desk/works/new", facts(cast, summary="Herons, retail, rain."))
    work = Work.objects.get()
    assert answer["Location"] == f"/desk/works/{work.pk}?done=made"
    assert work.state == State.DRAFT
    assert work.summary == "<p>Herons, retail, rain.</p>\n"
    assert "Saved as a draft" in ada.get(answer["Location"]).text


def test_a_stranger_is_asked_to_sign_in(client: Client, cast: Cast) -> None:
    work = draft(by=cast.ada)
    for path in ["/desk", "/desk/works/new", f"/desk/works/{work.pk}", "/desk/series"]:
        assert client.get(path).status_code == 302


@pytest.mark.parametrize("who", ["member", "moderator", "owner"])
def test_adas_work_is_not_on_anybody_elses_desk(cast: Cast, who: str) -> None:
    work = published(by=cast.ada)
    chapter = work.chapters.get()
    browser = cast.clients()[who]
    pages = [f"/desk/works/{work.pk}", f"/desk/chapters/{chapter.pk}", f"/desk/chapters/{chapter.pk}/versions"]
    deeds = [f"/desk/works/{work.pk}/{deed}" for deed in ["publish", "audience", "withdraw", "bin", "restore"]]
    deeds += [f"/desk/chapters/{chapter.pk}/{deed}" for deed in ["publish", "take-back", "move"]]
    deeds += [f"/desk/chapters/{chapter.pk}/versions/1/bring-back", f"/desk/works/{work.pk}/chapters/new"]
    assert {browser.get(page).status_code for page in pages} == {404}
    assert {browser.post(page, facts(cast)).status_code for page in pages[:2]} == {404}
    assert {browser.post(deed).status_code for deed in deeds} == {404}
    work.refresh_from_db()
    assert work.state == State.PUBLIC
    assert work.title not in browser.get("/desk").text


def test_no_deed_is_done_by_following_a_link(cast: Cast, ada: Client) -> None:
    work = published(by=cast.ada)
    for deed in ["publish", "audience", "withdraw", "bin", "restore"]:
        assert ada.get(f"/desk/works/{work.pk}/{deed}").status_code == 405


def test_a_co_author_finds_the_work_on_her_desk(cast: Cast) -> None:
    work = draft("Two Umbrellas", by=cast.ada, pen_names=[pen_name_of(cast.ada), pen_name_of(cast.una)])
    assert work.title in signed_in(cast.una).get("/desk").text


def test_the_owner_finds_the_works_that_belong_to_no_account(cast: Cast) -> None:
    work = draft("The Orphaned Almanac")
    owner = signed_in(cast.olu)
    assert work.title not in owner.get("/desk").text
    assert work.title in owner.get("/desk?whose=nobody").text
    assert work.title not in signed_in(cast.mo).get("/desk?whose=nobody").text
    answer = owner.post(f"/desk/works/{work.pk}", facts(cast, title="Found", pen_name_0=work.pen_names.get().pk))
    assert answer.status_code == 302
    work.refresh_from_db()
    assert (work.title, [name.name for name in work.pen_names.all()]) == ("Found", ["Nobody Yet"])


def test_the_desk_shows_works_by_where_they_stand(cast: Cast, ada: Client) -> None:
    draft("Unfinished Kite", by=cast.ada)
    published("Finished Kite", by=cast.ada)
    published("Kite Tomorrow", by=cast.ada, at=timezone.now() + timedelta(days=1))
    gone = draft("Kite in the Sea", by=cast.ada)
    ada.post(f"/desk/works/{gone.pk}/bin")
    page = ada.get("/desk").text
    inside = page[page.index("<main") :]
    order = [
        "Drafts",
        "Unfinished Kite",
        "Scheduled",
        "Kite Tomorrow",
        ">Out<",
        "Finished Kite",
        "In the bin",
        "Kite in",
    ]
    places = [inside.index(word) for word in order]
    assert places == sorted(places)
    assert "29 days are left" in page


def test_a_long_desk_comes_in_pages(cast: Cast, ada: Client) -> None:
    for number in range(23):
        draft(f"Kite {number}", by=cast.ada, chapters=0)
    first, second = ada.get("/desk").text, ada.get("/desk?page=2").text
    assert first.count('class="entry"') == 20
    assert second.count('class="entry"') == 3


def test_the_desk_asks_the_database_no_more_for_more_works(
    cast: Cast, ada: Client, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    for number in range(12):
        draft(f"Kite {number}", by=cast.ada, chapters=0)
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        ada.get("/desk")


def test_everything_said_in_the_form_is_kept(cast: Cast, ada: Client) -> None:
    work = draft(by=cast.ada)
    kinds = {kind.name: kind.pk for kind in [tag("x").kind, tag("y", "Free").kind]}
    said = facts(
        cast,
        title="  The Heron Shop, Again ",
        other_language="NDS-latn",
        notes_before="For Una.",
        notes_after="<em>Thanks.</em>",
        comment_policy="nobody",
        expected_chapters=7,
        anonymous="on",
        **{f"tags_{kinds['Fandom']}": "Low Ferry, Vey", f"tags_{kinds['Free']}": '"Rain, Steam and Herons", slow burn'},
    )
    assert ada.post(f"/desk/works/{work.pk}", said).status_code == 302
    work = Work.objects.get()
    assert (work.title, work.language, work.expected_chapters) == ("The Heron Shop, Again", "nds-Latn", 7)
    assert (work.comment_policy, work.is_anonymous, work.is_complete) == ("nobody", True, False)
    assert [each.tag.name for each in work.work_tags.all()] == [
        "Low Ferry",
        "Vey",
        "Rain, Steam and Herons",
        "slow burn",
    ]
    page = ada.get(f"/desk/works/{work.pk}").text
    assert "&quot;Rain, Steam and Herons&quot;, slow burn" in page
    assert "&lt;em&gt;Thanks.&lt;/em&gt;" in page


def test_saving_the_form_as_it_came_changes_nothing(cast: Cast, ada: Client) -> None:
    tags = [tag("Low Ferry"), tag('"Salt", said the gull', "Free"), tag("Plain", "Free")]
    work = draft(by=cast.ada, tags=tags, summary="A <b>bold</b> heron.", complete=False, expected_chapters=3)
    form = ada.get(f"/desk/works/{work.pk}").context["form"]
    said = {field.name: field.value() for field in form if field.value() not in (None, False)}
    before = Work.objects.values().get()
    assert ada.post(f"/desk/works/{work.pk}", said).status_code == 302
    assert Work.objects.values().get() == before
    assert [each.tag for each in work.work_tags.all()] == tags


def test_an_author_takes_another_of_her_names_and_the_co_author_keeps_her_place(cast: Cast, ada: Client) -> None:
    other = PenName.objects.create(name="Ada at Night", slug="ada-at-night", account=cast.ada)
    work = draft(by=cast.ada, pen_names=[pen_name_of(cast.una), pen_name_of(cast.ada)])
    ada.post(f"/desk/works/{work.pk}", facts(cast, pen_name_0=other.pk))
    assert [each.pen_name.name for each in work.creatorships.all()] == ["Una", "Ada at Night"]


def test_an_invitation_stays_one_while_the_author_goes_on_saving(cast: Cast, ada: Client) -> None:
    work = draft(by=cast.ada)
    Creatorship.objects.create(work=work, pen_name=pen_name_of(cast.una), position=1)
    ada.post(f"/desk/works/{work.pk}", facts(cast, title="Anew"))
    assert Creatorship.objects.get(pen_name=pen_name_of(cast.una)).accepted_at is None
    assert signed_in(cast.una).get(f"/desk/works/{work.pk}").status_code == 404


def test_nobody_writes_under_another_persons_pen_name(cast: Cast, ada: Client) -> None:
    answer = ada.post("/desk/works/new", facts(cast, pen_name_0=pen_name_of(cast.bo).pk))
    assert answer.status_code == 400
    assert not Work.objects.exists()


def test_someone_without_a_pen_name_is_told_to_make_one(cast: Cast) -> None:
    cast.bo.pen_names.all().delete()
    assert "A pen name first" in signed_in(cast.bo).get("/desk/works/new").text


@pytest.mark.parametrize(
    ("field", "typed", "fault"),
    [
        ("title", " ", "A work needs a title."),
        ("title", "x" * 301, "This may have 300 characters; it has 301."),
        ("title", "nul\x00led", "A NUL character stood in it"),
        ("summary", "x" * 5001, "A summary may have 5,000 characters; this one has 5,001."),
        ("other_language", "klingonish!", "is not a language code"),
        ("language", "xx", "Choose one of the list"),
        ("language", "", "can’t be empty"),
        ("rating", "999", "Choose one of the list"),
        ("rating", "9" * 40, "Choose one of the list"),
        ("warnings", [], "can’t be empty"),
        ("warnings", ["9" * 40], "One of these is not in the list."),
        ("warnings", ["\x00"], "One of these is not in the list."),
        ("comment_policy", "cats", "Choose one of the list"),
        ("expected_chapters", "0", "1 or more"),
        ("expected_chapters", "9" * 30, "or less"),
        ("pen_name_0", "", "can’t be empty"),
    ],
)
def test_a_fault_is_said_beside_its_field_and_keeps_what_was_typed(
    cast: Cast, ada: Client, field: str, typed: object, fault: str
) -> None:
    said = facts(cast, notes_before="Keep me, I was typed.", **{field: typed})
    answer = ada.post("/desk/works/new", said)
    assert answer.status_code == 400
    assert fault in answer.text
    assert "Keep me, I was typed." in answer.text
    assert "\x00" not in answer.text
    assert not Work.objects.exists()


def test_no_warnings_apply_does_not_stand_beside_a_warning(cast: Cast, ada: Client) -> None:
    both = [Warning.objects.get(tone="none").pk, Warning.objects.filter(tone="content")[0].pk]
    answer = ada.post("/desk/works/new", facts(cast, warnings=both))
    assert "can’t stand beside another warning" in answer.text


def test_too_many_tags_and_too_long_ones_are_refused_and_leave_no_tags_behind(cast: Cast, ada: Client) -> None:
    kind = tag("Vey").kind
    archive = the_archive()
    archive.tags_per_work = 5
    archive.save()
    many = ada.post("/desk/works/new", facts(cast, **{f"tags_{kind.pk}": "a,b,c,d,e,f"}))
    assert "A work may have 5 tags; this one has 6." in many.text
    long = ada.post("/desk/works/new", facts(cast, **{f"tags_{kind.pk}": "x" * 151}))
    assert "A tag may have 150 characters" in long.text
    assert Tag.objects.count() == 1


def test_bytes_that_are_no_text_break_nothing(cast: Cast, ada: Client) -> None:
    body = b"title=%FF%FE%ED%A0%80&language=en&summary=%C3"
    answer = ada.post("/desk/works/new", body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400
    file = ada.post("/desk/works/new", {"title": SimpleUploadedFile("title.txt", b"\xff\x00")})
    assert file.status_code == 400


@pytest.mark.parametrize("number", ["0", "999", "9" * 30])
def test_an_address_of_nothing_is_not_found(cast: Cast, ada: Client, number: str) -> None:
    for path in [f"works/{number}", f"chapters/{number}", f"series/{number}", f"works/{number}/chapters/new"]:
        assert ada.get(f"/desk/{path}").status_code == 404
    assert ada.post(f"/desk/works/{number}/publish").status_code == 404


def test_what_did_not_come_through_is_told_after_saving(cast: Cast, ada: Client) -> None:
    work = draft(by=cast.ada)
    summary = '<img src="https://elsewhere.example/a.png" alt="A heron"><script>run()</script>Herons.'
    answer = ada.post(f"/desk/works/{work.pk}", facts(cast, summary=summary), follow=True)
    assert "Saved. A picture became a link; a script was left out." in answer.text
    work.refresh_from_db()
    assert work.summary_source == summary


def test_publishing_now_for_members(cast: Cast, ada: Client) -> None:
    work = draft(by=cast.ada)
    answer = ada.post(f"/desk/works/{work.pk}/publish", {"publish-audience": "members", "publish-when": "now"})
    assert answer["Location"].endswith("?done=published")
    work.refresh_from_db()
    assert work.state == State.MEMBERS
    assert "Members can read it" in ada.get(answer["Location"]).text


def test_publishing_at_a_time_to_come(cast: Cast, ada: Client) -> None:
    work = draft(by=cast.ada)
    said = {"publish-audience": "public", "publish-when": "at", "publish-at": "2140-05-01T08:30"}
    assert ada.post(f"/desk/works/{work.pk}/publish", said)["Location"].endswith("?done=scheduled")
    work.refresh_from_db()
    assert work.state == State.SCHEDULED
    assert "It comes out on 1 May 2140, 08:30" in ada.get(f"/desk/works/{work.pk}").text


def test_a_scheduled_work_can_be_brought_forward_with_its_chapters(cast: Cast, ada: Client) -> None:
    work = published(by=cast.ada, at=timezone.now() + timedelta(days=9))
    ada.post(f"/desk/works/{work.pk}/publish", {"publish-audience": "public", "publish-when": "now"})
    assert work.chapters.get().is_out()


def test_a_scheduled_work_made_a_draft_comes_out_with_its_chapters_later(cast: Cast, ada: Client) -> None:
    work = published(by=cast.ada, at=timezone.now() + timedelta(days=9))
    ada.post(f"/desk/works/{work.pk}/withdraw")
    ada.post(f"/desk/works/{work.pk}/publish", {"publish-audience": "public", "publish-when": "now"})
    assert work.chapters.get().is_out()


def test_a_work_whose_chapters_all_come_later_is_not_published_empty(cast: Cast, ada: Client) -> None:
    work = draft(by=cast.ada, chapters=0)
    add_chapter(work, published_at=timezone.now() + timedelta(days=3), by=cast.ada)
    answer = ada.post(f"/desk/works/{work.pk}/publish", {"publish-audience": "public", "publish-when": "now"})
    assert "readers would find it empty" in answer.text
    work.refresh_from_db()
    assert work.state == State.DRAFT


@pytest.mark.parametrize("typed", ["", "soon", "0001-01-01T00:00", "9999-12-31T23:59", "2027-13-45T99:99", "\x00"])
def test_a_day_that_is_none_is_refused(cast: Cast, ada: Client, typed: str) -> None:
    work = draft(by=cast.ada)
    said = {"publish-audience": "public", "publish-when": "at", "publish-at": typed}
    assert ada.post(f"/desk/works/{work.pk}/publish", said).status_code == 400
    work.refresh_from_db()
    assert work.state == State.DRAFT


def test_a_work_without_a_chapter_says_why_it_stays(cast: Cast, ada: Client) -> None:
    work = draft(by=cast.ada, chapters=0)
    answer = ada.post(f"/desk/works/{work.pk}/publish", {"publish-audience": "public", "publish-when": "now"})
    assert answer.status_code == 400
    assert "Add one first." in answer.text


def test_changing_who_may_read_and_taking_it_back(cast: Cast, ada: Client) -> None:
    work = published(by=cast.ada)
    ada.post(f"/desk/works/{work.pk}/audience", {"audience-audience": "unlisted"})
    work.refresh_from_db()
    assert work.audience == Audience.UNLISTED
    assert ada.post(f"/desk/works/{work.pk}/audience", {"audience-audience": "cats"}).status_code == 400
    ada.post(f"/desk/works/{work.pk}/withdraw")
    work.refresh_from_db()
    assert work.state == State.DRAFT


def test_into_the_bin_with_a_sentence_and_out_again(cast: Cast, ada: Client) -> None:
    work = published(by=cast.ada)
    ada.post(f"/desk/works/{work.pk}/bin", {"bin-words_left": "The herons asked for quiet."})
    assert Tombstone.objects.get().words_left == "The herons asked for quiet."
    page = ada.get(f"/desk/works/{work.pk}").text
    assert "29 days are left to take it out." in page
    ada.post(f"/desk/works/{work.pk}/restore")
    work.refresh_from_db()
    assert work.state == State.PUBLIC


def test_a_work_in_the_bin_is_not_changed_and_what_was_typed_stays(cast: Cast, ada: Client) -> None:
    work = draft(by=cast.ada)
    ada.post(f"/desk/works/{work.pk}/bin")
    assert ada.post(f"/desk/works/{work.pk}", facts(cast, title="Anew")).status_code == 400
    chapter = work.chapters.get()
    answer = ada.post(f"/desk/chapters/{chapter.pk}", {"text": "Typed into the bin."})
    assert answer.status_code == 400
    assert "Take it out first." in answer.text
    assert "Typed into the bin." in answer.text


def test_a_language_that_is_not_in_the_list_stays_chosen(cast: Cast, ada: Client) -> None:
    work = draft(by=cast.ada, language="nds")
    assert '<option value="nds" selected>' in ada.get(f"/desk/works/{work.pk}").text
    ada.post(f"/desk/works/{work.pk}", facts(cast, language="nds"))
    work.refresh_from_db()
    assert work.language == "nds"
