"""Saved pages of journals and forums: only what stands in the boxes of posts was written by the author."""

import re

from fanfold.manuscripts.readers.passages import Passage

_RULE = "page of posts"
# LiveJournal's and Dreamwidth's entries, XenForo's and phpBB's posts.
_BOXES = frozenset({"b-singlepost-body", "aentry-post__text", "entry-content", "bbwrapper", "postbody"})
_TITLES = frozenset({"entry-title", "b-singlepost-title", "aentry-post__title", "p-title-value"})
_CHAPTERS = frozenset({"message-cell--threadmark-header"})
_THREADMARK = re.compile(r"^Threadmarks?:?\s{0,9}", re.IGNORECASE)
_CONTROLS = frozenset({"bbcodespoiler-button", "bbcodeblock-title", "bbcodeblock-expandlink"})


def name_posts(passages: list[Passage]) -> bool:
    """What stands outside the posts is the site's. False, and nothing named, if the page has no such boxes."""
    box = next((name for each in passages for name in each.setting.names if name in _BOXES), None)
    if box is None or not _is_most(passages, box):
        return False
    titled = False
    for passage in passages:
        names = passage.setting.names
        if passage.setting.tag == "hr" or (box in names and not names & _CONTROLS):
            continue
        if names & _CHAPTERS:
            passage.name(
                "heading", _RULE, 1.0, kind="chapter", level=1, title=_THREADMARK.sub("", passage.text.strip())
            )
        elif names & _TITLES and not titled:
            passage.name("meta", _RULE, 0.8, field="title")
            titled = True
        else:
            passage.name("furniture", _RULE, 0.95)
    return True


def _is_most(passages: list[Passage], box: str) -> bool:
    """A box that holds little of the page is not where the story is."""
    inside = sum(len(each.text) for each in passages if box in each.setting.names)
    return inside > 0.3 * sum(len(each.text) for each in passages)
