"""Counting words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanfold.prose.words import count_words, count_words_in_html, reading_minutes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She didn't knock.", 3),
        ("’tis late", 2),
        ("a well-known door", 3),
        ("yes—no", 2),
        ("yes - no", 2),
        ("yes--no", 2),
        ("3.14 metres and 1,000 steps at 12:30", 7),
        ("🎉 👩‍👩‍👧", 0),
        ("l’eau froide", 2),
        ("漢字とかな", 5),
        ("우리는 문을 열었다", 3),
        ("दरवाज़ा खुला था", 3),
        ("نمی‌خواهم بروم", 2),
        ("𠮷野家", 3),
        ("She said 好 twice", 4),
        ("*** ~ ***", 0),
        ("", 0),
    ],
)
def test_a_reader_and_the_archive_count_the_same_words(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    "sentences",
    [
        ["ฉัน เดิน ไป ที่ ตลาด เพื่อ ซื้อ ปลา", "แม่ ของ เขา ไม่ เคย ลืม ประตู บาน นั้น", "เรือ ลำ เล็ก แล่น ออก จาก ท่า ใน ตอน เช้า"],
        ["ຂ້ອຍ ໄປ ຕະຫຼາດ ກັບ ແມ່", "ລາວ ເປີດ ປະຕູ ແລ້ວ ຍິ້ມ"],
        ["ខ្ញុំ ទៅ ផ្សារ ជាមួយ ម្តាយ", "គាត់ បើក ទ្វារ ហើយ ញញឹម"],
        ["ကျွန်တော် ဈေး ကို သွား တယ်", "သူ တံခါး ကို ဖွင့် ပြီး ပြုံး တယ်"],
    ],
)
def test_scripts_without_spaces_are_estimated_within_a_quarter(sentences: list[str]) -> None:
    """The spaces here are ours, to count by; the estimate sees the sentences as they are written, without."""
    words = sum(len(sentence.split()) for sentence in sentences)
    estimated = count_words(". ".join(sentence.replace(" ", "") for sentence in sentences))
    assert abs(estimated - words) <= words / 4


def test_tags_inside_a_word_do_not_part_it_and_the_end_of_a_paragraph_does() -> None:
    assert count_words_in_html("<p>un<em>believ</em>able</p><p>storm &amp; tide</p>") == 3
    assert count_words_in_html("<p>one<br>two</p>") == 2
    assert count_words_in_html("<p><ruby>漢<rt>kan</rt></ruby></p>") == 1
    assert count_words_in_html('<p><a href="http://a.example/x>y">three plain words</a></p>') == 3


@given(st.lists(st.sampled_from(["storm", "don't", "漢", "well-known", "3.14", "tide’s"]), max_size=30))
def test_words_parted_by_spaces_add_up(words: list[str]) -> None:
    assert count_words(" ".join(words)) == len(words)


def test_reading_takes_at_least_a_minute() -> None:
    assert [reading_minutes(words) for words in (0, 250, 1000)] == [1, 1, 4]
