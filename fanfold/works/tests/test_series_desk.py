import pytest
from django.test import Client

from fanfold.works.models import Series
from tests.cast import Cast, draft, pen_name_of, published, series, signed_in


@pytest.fixture
def ada(cast: Cast) -> Client:
    return signed_in(cast.ada)


def held(outer: Series) -> list[str]:
    return [str(item.work or item.inner) for item in outer.items.all()]


def test_an_author_begins_a_series_and_says_it_anew(cast: Cast, ada: Client) -> None:
    said = {"title": "The Heron Books", "pen_name": pen_name_of(cast.ada).pk, "summary": "In order of rain."}
    answer = ada.post("/desk/series/new", said, follow=True)
    made = Series.objects.get()
    assert "Saved. Add its first work next." in answer.text
    assert [name.name for name in made.pen_names.all()] == ["Ada"]
    ada.post(f"/desk/series/{made.pk}", {"title": "The Heron Shelf", "complete": "on"})
    made.refresh_from_db()
    assert (made.title, made.summary, made.completed_at is not None) == ("The Heron Shelf", "", True)


@pytest.mark.parametrize("title", ["", "  ", "x" * 301, "nul\x00"])
def test_a_series_without_a_fit_title_is_refused_and_the_notes_stay(cast: Cast, ada: Client, title: str) -> None:
    said = {"title": title, "pen_name": pen_name_of(cast.ada).pk, "notes": "Typed with care."}
    answer = ada.post("/desk/series/new", said)
    assert answer.status_code == 400
    assert "Typed with care." in answer.text
    assert not Series.objects.exists()


def test_a_series_under_another_persons_name_is_refused(cast: Cast, ada: Client) -> None:
    assert ada.post("/desk/series/new", {"title": "Kites", "pen_name": pen_name_of(cast.bo).pk}).status_code == 400


@pytest.mark.parametrize("who", ["stranger", "member", "moderator", "owner"])
def test_adas_series_is_hers_to_change(cast: Cast, who: str) -> None:
    outer = series("Kites", draft("One", by=cast.ada), by=cast.ada)
    item = outer.items.get()
    browser = cast.clients()[who]
    deeds = ["", "/add", "/bin", "/restore", f"/items/{item.pk}/move", f"/items/{item.pk}/take-out"]
    statuses = {browser.post(f"/desk/series/{outer.pk}{deed}", {"title": "Mine now"}).status_code for deed in deeds}
    assert statuses == ({302} if who == "stranger" else {404})
    outer.refresh_from_db()
    assert (outer.title, outer.binned_at, held(outer)) == ("Kites", None, ["One"])


def test_works_and_series_are_added_moved_and_taken_out(cast: Cast, ada: Client) -> None:
    one, two = draft("One", by=cast.ada), draft("Two", by=cast.ada)
    inner, outer = series("Inner", by=cast.ada), series("Outer", by=cast.ada)
    page = f"/desk/series/{outer.pk}"
    for thing in (f"works/{one.pk}", f"works/{two.pk}"):
        assert ada.post(f"{page}/add", {"thing": thing}).status_code == 302
    assert ada.post(f"{page}/add", {"address": f"https://ferry.example/series/{inner.pk}/inner"}).status_code == 302
    assert held(outer) == ["One", "Two", "Inner"]
    last = outer.items.get(position=3)
    assert ada.post(f"{page}/items/{last.pk}/move", {"move-to": "1"}).status_code == 302
    assert held(outer) == ["Inner", "One", "Two"]
    assert ada.post(f"{page}/items/{outer.items.get(position=2).pk}/take-out").status_code == 302
    assert held(outer) == ["Inner", "Two"]


def test_a_circle_is_refused_in_words(cast: Cast, ada: Client) -> None:
    inner = series("Inner", by=cast.ada)
    series("Outer", inner, by=cast.ada)
    answer = ada.post(f"/desk/series/{inner.pk}/add", {"address": f"/series/{Series.objects.get(title='Outer').pk}/x"})
    assert answer.status_code == 400
    assert "can’t stand inside it" in answer.text
    assert held(inner) == []


@pytest.mark.parametrize("address", ["", "nowhere", "/works/999999/x", "/works/" + "9" * 30, "\x00/works/1", "x" * 501])
def test_an_address_of_nothing_is_refused(cast: Cast, ada: Client, address: str) -> None:
    outer = series("Kites", by=cast.ada)
    assert ada.post(f"/desk/series/{outer.pk}/add", {"address": address}).status_code == 400
    assert ada.post(f"/desk/series/{outer.pk}/add", {"thing": address or "works/0"}).status_code == 400
    assert held(outer) == []


def test_somebody_elses_work_is_not_added(cast: Cast, ada: Client) -> None:
    outer, hers = series("Kites", by=cast.ada), published("Hers", by=cast.una)
    answer = ada.post(f"/desk/series/{outer.pk}/add", {"address": f"/works/{hers.pk}/hers"})
    assert "There is no work or series of yours at that address." in answer.text


@pytest.mark.parametrize("to", ["", "0", "many", "9" * 30])
def test_a_place_that_is_none_is_refused(cast: Cast, ada: Client, to: str) -> None:
    outer = series("Kites", draft("One", by=cast.ada), by=cast.ada)
    item = outer.items.get()
    assert ada.post(f"/desk/series/{outer.pk}/items/{item.pk}/move", {"move-to": to}).status_code == 400
    assert ada.post(f"/desk/series/{outer.pk}/items/999/move", {"move-to": "1"}).status_code == 404
    assert ada.post(f"/desk/series/{outer.pk}/items/{'9' * 30}/take-out").status_code == 404


def test_into_the_bin_and_out_again(cast: Cast, ada: Client) -> None:
    outer = series("Kites", by=cast.ada)
    assert "is in the bin" in ada.post(f"/desk/series/{outer.pk}/bin", follow=True).text
    assert "in the bin" in ada.get("/desk/series").text
    ada.post(f"/desk/series/{outer.pk}/restore")
    outer.refresh_from_db()
    assert outer.binned_at is None


def test_the_owner_looks_after_a_series_of_nobody(cast: Cast) -> None:
    outer = series("Kites", by=cast.ada)
    outer.pen_names.update(account=None)
    owner = signed_in(cast.olu)
    assert "Kites" in owner.get("/desk/series?whose=nobody").text
    assert "Kites" not in owner.get("/desk/series").text
    assert owner.post(f"/desk/series/{outer.pk}", {"title": "Found Kites"}).status_code == 302
