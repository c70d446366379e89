"""Why a file was not read."""

from typing import Literal

Why = Literal["format-later", "not-a-manuscript", "empty", "binary", "too-large"]


class NotRead(Exception):
    """The file was not read; `kind` for programs, `sentence` for people."""

    def __init__(self, kind: Why, sentence: str) -> None:
        super().__init__(sentence)
        self.kind = kind
        self.sentence = sentence
