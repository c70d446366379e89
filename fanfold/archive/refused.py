class Refused(Exception):
    """A deed that may not be done, with the sentence a person reads. `status` is the HTTP status of the page."""

    def __init__(self, sentence: str, *, status: int = 400) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status


class NotYours(Refused):
    """Refused because of who asks."""

    def __init__(self, sentence: str = "That is for its author or the archive's keepers.") -> None:
        super().__init__(sentence, status=403)
