from django.test import Client

from fanfold.accounts.viewer import CONSENT_COOKIE
from fanfold.works.models import Work
from tests.cast import Cast, published, rating


def explicit_work(cast: Cast, title: str = "After the Ball") -> Work:
    return published(title, by=cast.ada, rating=rating("Explicit"))


def test_a_work_that_asks_consent_shows_the_question_and_nothing_of_its_text(cast: Cast) -> None:
    work = explicit_work(cast)
    for address in [work.get_absolute_url(), f"{work.get_absolute_url()}/all", work.chapters.get().get_absolute_url()]:
        answer = Client().get(address)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert answer["X-Robots-Tag"] == "noindex"
        assert "I choose to go on" in page
        assert "herons" not in page


def test_a_yes_opens_the_page_that_was_asked_for_and_all_works_of_that_rating(cast: Cast) -> None:
    work, other = explicit_work(cast), explicit_work(cast, "Before the Ball")
    client = Client()
    chapter = work.chapters.get().get_absolute_url()
    answer = client.post(f"/consent/{work.pk}", {"next": chapter})
    assert (answer.status_code, answer["Location"]) == (302, chapter)
    assert client.cookies[CONSENT_COOKIE]["httponly"]
    assert "herons" in client.get(chapter).content.decode()
    assert "herons" in client.get(other.chapters.get().get_absolute_url()).content.decode()


def test_a_yes_to_one_rating_says_nothing_of_another(cast: Cast) -> None:
    mature = published("The Long Table", by=cast.ada, rating=rating("Mature"))
    client = Client()
    client.post(f"/consent/{explicit_work(cast).pk}")
    assert "I choose to go on" in client.get(mature.get_absolute_url()).content.decode()
    client.post(f"/consent/{mature.pk}")
    assert "Begin reading" in client.get(mature.get_absolute_url()).content.decode()


def test_answers_can_be_taken_back(cast: Cast) -> None:
    work = explicit_work(cast)
    client = Client()
    client.post(f"/consent/{work.pk}")
    assert "Explicit" in client.get("/settings/reading").content.decode()
    answer = client.post("/consent/forget", follow=True)
    assert "You will be asked again" in answer.content.decode()
    assert "I choose to go on" in client.get(work.get_absolute_url()).content.decode()


def test_its_author_is_not_asked(cast: Cast) -> None:
    page = cast.clients()["author"].get(explicit_work(cast).get_absolute_url()).content.decode()
    assert "Begin reading" in page


def test_a_yes_leads_nowhere_outside_the_archive(cast: Cast) -> None:
    work = explicit_work(cast)
    for outside in (
        "https://elsewhere.example/",
        "//elsewhere.example",
        "javascript:alert(1)",
        "\\\\elsewhere.example",
    ):
        answer = Client().post(f"/consent/{work.pk}", {"next": outside})
        assert answer["Location"] == work.get_absolute_url()


def test_a_yes_to_a_work_that_is_not_there_sets_nothing(cast: Cast) -> None:
    answer = Client().post("/consent/424242", {"next": "/"})
    assert answer.status_code == 404
    assert CONSENT_COOKIE not in answer.cookies


def test_a_strange_cookie_opens_nothing(cast: Cast) -> None:
    work = explicit_work(cast)
    for cookie in ("yes", "9999999999999", "1.2.", "\x00", "-4", "²"):
        # As it comes over the line: newer Pythons refuse to write such a cookie themselves.
        answer = Client().get(work.get_absolute_url(), headers={"cookie": f"{CONSENT_COOKIE}={cookie}"})
        assert "I choose to go on" in answer.content.decode()


def test_the_first_lines_of_the_front_page_are_of_works_that_ask_nothing(cast: Cast) -> None:
    explicit_work(cast)
    published("The Heron Shop", by=cast.ada)
    page = Client().get("/").content.decode()
    openings = page.split('class="openings"')[1].split("</section>")[0]
    assert "The Heron Shop" in openings
    assert "After the Ball" not in openings


def test_a_form_sent_from_a_page_that_waited_too_long_is_answered_kindly(cast: Cast) -> None:
    work = explicit_work(cast)
    answer = Client(enforce_csrf_checks=True).post(f"/consent/{work.pk}")
    assert answer.status_code == 403
    assert "That page had waited too long" in answer.content.decode()


def test_first_lines_are_found_where_few_numbers_are_works(cast: Cast) -> None:
    first = published("The Heron Shop", by=cast.ada)
    # A draft with a far number: chance alone would not hit the one work among five million numbers.
    Work.objects.create(title="Later", slug="later", rating=first.rating, pk=first.pk + 5_000_000)
    page = Client().get("/").content.decode()
    assert "The Heron Shop" in page.split('class="openings"')[1].split("</section>")[0]
