from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import ProtectedError

from fanfold.archive.actions import free_places, keep_address, must_keep, must_own, the_archive
from fanfold.archive.models import OldAddress
from fanfold.archive.refused import Refused
from fanfold.archive.viewer import Viewer
from fanfold.journal.actions import record
from fanfold.journal.what import What
from fanfold.prose.slugs import slugify
from fanfold.tags.models import Kind, Tag

LONGEST_NAME = 150


def tag_named(kind: Kind, name: str) -> Tag:
    """The tag of that kind and name, capitals aside; made if there is none."""
    name = " ".join(name.split())
    if not name:
        raise Refused("A tag needs a name.")
    if len(name) > LONGEST_NAME:
        raise Refused(f"A tag may have {LONGEST_NAME} characters; “{name[:40]}…” has {len(name)}.")
    found = Tag.objects.filter(kind=kind, name__iexact=name).first()
    if found is not None:
        return found
    return Tag.objects.create(kind=kind, name=name, slug=slugify(name))


def tags_named(kind: Kind, names: Iterable[str]) -> list[Tag]:
    """The tags of those names in their order, each once, empty names left out."""
    return list(dict.fromkeys(tag_named(kind, name) for name in names if name.strip()))


@transaction.atomic
def put_kinds(kinds: Sequence[Kind], *, by: Viewer) -> None:
    """Keeps these kinds, in this order, and no others. One with tags can't go; a changed address leads to the new."""
    must_own(by)
    _check_kinds(kinds)
    were = {kind.pk: kind.get_absolute_url() for kind in Kind.objects.all()}
    try:
        Kind.objects.exclude(pk__in=[kind.pk for kind in kinds if kind.pk]).delete()
    except ProtectedError as error:
        used = next(iter(error.protected_objects))
        raise Refused(f"The tag “{used}” is of a kind to be taken away. Rename the kind instead.", status=409) from None
    free_places(Kind, "name", "slug")
    for position, kind in enumerate(kinds):
        kind.position = position
        kind.save()
    for kind in kinds:
        keep_address(were.get(kind.pk), kind.get_absolute_url())
    # Of two that changed addresses with each other, neither leads away from where it is.
    OldAddress.objects.filter(path__in=[kind.get_absolute_url() for kind in kinds]).delete()
    record(What.ARCHIVE_CHANGED, the_archive(), by=by.account_id)


def _check_kinds(kinds: Sequence[Kind]) -> None:
    if not kinds:
        raise Refused("At least one must stay.")
    for kind in kinds:
        kind.slug = slugify(kind.slug or kind.plural, "kind")[:40].rstrip("-")
    if len({kind.name.casefold() for kind in kinds}) != len(kinds):
        raise Refused("Two have the same name.")
    if len({kind.slug for kind in kinds}) != len(kinds):
        raise Refused("Two would have the same address. Write another in one of them.")


@transaction.atomic
def make_synonym(tag: Tag, canonical: Tag | None, *, by: Viewer) -> Tag:
    """Lets works tagged with `tag` stand under `canonical` too; None makes it a tag of its own again."""
    must_keep(by)
    if canonical is not None:
        if canonical.kind_id != tag.kind_id:
            raise Refused("Only tags of one kind can be joined.")
        canonical = canonical.canonical or canonical
        if canonical == tag:
            raise Refused("A tag can’t be a synonym of itself.")
        tag.synonyms.update(canonical=canonical)
    was = tag.canonical_id
    tag.canonical = canonical
    tag.save(update_fields=["canonical"])
    touched = [pk for pk in (tag.pk, was, canonical and canonical.pk) if pk]
    record(What.TAG_CHANGED, tag, by=by.account_id, tags=touched)
    return tag
