"""What stands in the archive our visitors walk through: one of everything that has a page."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from fanfold.accounts import actions as accounts
from fanfold.accounts.models import Invitation, PenName
from fanfold.accounts.viewer import viewer_for
from fanfold.archive import actions as archive
from fanfold.archive.models import NewsItem, Page
from fanfold.manuscripts.models import Review
from fanfold.manuscripts.review_actions import open_review
from fanfold.tags.models import Tag
from fanfold.works import actions, series_actions
from fanfold.works.models import Audience, Chapter, Series, Work
from tests.cast import Cast, add_chapter, draft, everybody, published, rating, series, tag

# Every shape a story may have, so that every rule of style is on some page.
SHAPES = """
<p>The <em>post</em> came by <strong>heron</strong> that year, and the heron could <s>not</s> read.<sup><a class="footref"
id="ref1" href="#fn1">1</a></sup> Nan Tarry paid it in whelks, <q>one for the near end of the quay, two for the far</q>.</p>
<hr>
<div class="letter"><p>Dear Quill,</p><p>The bridge is out. So is the inn, and so, I am told, are we.</p>
<p class="signed">N. T.</p></div>
<div class="verse"><p>Up went the kettle, the cat and the chair,</p><p class="in">Down came the ceiling to see who was there.</p></div>
<ul class="chat"><li><b>Nan</b> Are you up?</li><li class="me"><b>Quill</b> I am a lighthouse keeper.</li>
<li><b>Nan</b> So, yes.</li></ul>
<h3>What the pilot kept</h3>
<ul><li>string</li><li>a list of string</li></ul>
<ol start="3"><li>Weigh the heron.</li><li>Weigh the letter.</li></ol>
<blockquote><p>No bird shall be employed above its station.</p></blockquote>
<pre>HERON LATE STOP
EXPECT WHELKS STOP</pre>
<table><caption>Tides</caption><thead><tr><th scope="col">Day</th><th scope="col">High</th></tr></thead>
<tbody><tr><td>Monday</td><td>04:12</td></tr><tr><td>Tuesday</td><td>04:58</td></tr></tbody></table>
<p class="centre">* the end of the first bag *</p>
<p lang="he" dir="rtl">הדואר הגיע מאוחר, והאנפה התנצלה.</p>
<p>An unbroken word: Llanfairquaysidewhelkboilingheronpostofficecounterclosedonwednesdaysandforthetide.</p>
<details><summary>What the heron said</summary><p>Nothing that can be printed.</p></details>
<section class="footnotes"><ol><li id="fn1">It could count, which was worse. <a href="#ref1">Back</a></li></ol></section>
"""
SUMMARY = "<p>A heron delivers the post to a town that has been under water since <em>Tuesday</em>.</p>"
CONSENT = "Mature"
# Every kind of block a plain file can hold, and a line or two that leave room for doubt.
MANUSCRIPT = """The Kettle That Went to Sea
by Ada
Fandom: The Drowned Post
Rated PG-13

Chapter 1: Steam

Hi all! Sorry this chapter took so long. Thank you for all your reviews! The next update will be on Friday.

The kettle left on a Tuesday, by the back stairs. [this bit is for Jo] Nobody saw it but the heron; and it was _not_ asked.

    Up went the kettle, the cat and the chair,
    Down came the ceiling to see who was there.

~*~*~*~

Nan: are you up?
Quill: i am a lighthouse keeper
Nan: so, yes

TBC

Chapter 2: Spray

It came back by Friday with a shell in the spout.
"""


@dataclass(frozen=True)
class World:
    cast: Cast
    one_shot: Work
    long: Work
    shapes: Chapter
    middle: Chapter
    gated: Work
    members_only: Work
    gone: Work
    gone_series: Series
    draft: Work
    scheduled: Work
    german: Work
    series: Series
    fandom: Tag
    news: NewsItem
    page: Page
    invitation: Invitation
    unclaimed: PenName
    review: Review


def make_world() -> World:
    """Needs an archive with its tables and nobody in it who is called like the cast."""
    cast = everybody()
    by = viewer_for(cast.ada)
    tags = [
        tag("The Drowned Post"),
        tag("Nan Tarry/Quill", "Relationship"),
        tag("Nan Tarry", "Character"),
        tag("Slow tide", "Free"),
    ]
    one_shot = published("A Letter by Heron", by=cast.ada, tags=tags, summary=SUMMARY)
    long = long_work(cast, tags)
    chapters = list(long.chapters.order_by("position"))
    gone = published("Left Out in the Rain", by=cast.ada, tags=tags)
    actions.bin_work(gone, words_left="I would rather it were not read any more.", by=by)
    gone_series = series("The Wet Shelf", one_shot, by=cast.ada)
    archive_says(cast)
    series_actions.bin_series(gone_series, by=by)
    return World(
        cast=cast,
        one_shot=one_shot,
        long=long,
        shapes=chapters[0],
        middle=chapters[1],
        gated=published("The Oil Store at Night", by=cast.ada, tags=tags, rating=rating(CONSENT)),
        members_only=published("Kept Between Us", by=cast.ada, tags=tags, audience=Audience.MEMBERS),
        gone=gone,
        gone_series=gone_series,
        draft=draft("Unposted", by=cast.ada, chapters=2, tags=tags),
        scheduled=published("For Next Week", by=cast.ada, tags=tags, at=timezone.now() + timedelta(days=7)),
        german=published("Post bei Flut", by=cast.una, tags=tags, language="de"),
        series=series("The Heron Letters", one_shot, long, by=cast.ada),
        fandom=tags[0],
        news=NewsItem.objects.get(title="The quay is open again"),
        page=Page.objects.get(slug="rules-of-the-quay"),
        invitation=accounts.invite(note="For Bo’s sister", by=viewer_for(cast.olu)),
        unclaimed=accounts.pen_name_called("Nobody Yet"),
        review=open_review("kettle_final2.txt", MANUSCRIPT.encode(), by=by),
    )


def long_work(cast: Cast, tags: list[Tag]) -> Work:
    """Four chapters: the first has every shape, the second notes at both ends, the last is long enough to scroll."""
    work = draft(
        "The Drowned Post", by=cast.ada, tags=tags, summary=SUMMARY, complete=False, expected_chapters=9, chapters=0
    )
    add_chapter(work, title="Whelks", text=SHAPES, by=cast.ada)
    add_chapter(
        work,
        title="The Far End of the Quay",
        text="<p>Nobody had asked the heron.</p>" * 30,
        note_head="<p>Thank you for waiting; the kitchen is dry.</p>",
        note_end="<p>Next: the bridge.</p>",
        by=cast.ada,
    )
    add_chapter(work, title="Under the Bridge", by=cast.ada)
    paragraphs = (
        f"<p>On day {day} the water stood at the {day}th stair, and Quill wrote it down.</p>" for day in range(1, 150)
    )
    add_chapter(work, title="The Stair Book", text="".join(paragraphs), by=cast.ada)
    return actions.publish(work, by=viewer_for(cast.ada))


def archive_says(cast: Cast) -> None:
    """The owner's own words."""
    by = viewer_for(cast.olu)
    archive.change_archive(
        {
            "name": "The Tide Shelf",
            "sentence": "Stories for people who live near water.",
            "welcome_source": "<p>Come in; mind the whelks.</p>",
            "keepers": "Olu and Mo",
        },
        by=by,
    )
    archive.put_page(Page(title="Rules of the quay", source="<p>Wipe your feet. Credit your heron.</p>"), by=by)
    archive.post_news(NewsItem(title="The quay is open again", source="<p>Mind the third plank.</p>"), by=by)
