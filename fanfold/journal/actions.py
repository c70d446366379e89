from django.db import models

from fanfold.journal.following import follow_soon
from fanfold.journal.models import Entry
from fanfold.journal.what import What


def record(what: What, thing: models.Model, *, by: int | None, **details: object) -> Entry:
    """Writes the journal row of a deed; call it inside the deed's own transaction.

    `by` is the account's number, or None when the archive itself acted. `details` must be plain JSON values and
    must not hold addresses, mails or anything secret: the journal is kept for ever.
    """
    entry = Entry.objects.create(what=what, thing_kind=thing._meta.label, thing_id=thing.pk, by_id=by, details=details)
    follow_soon(entry)
    return entry
