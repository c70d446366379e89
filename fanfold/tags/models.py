from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from fanfold.archive.fields import CleanHtmlField


class KindRole(models.TextChoices):
    """What a page does with a kind: fandoms stand above a title, relationships lead the tags, the rest follow."""

    FANDOM = "fandom", "Stands above the title"
    RELATIONSHIP = "relationship", "Leads the tags, bolder"
    PLAIN = "plain", "Stands among the tags"


def kind_role_choices() -> list[tuple[str, str]]:
    return KindRole.choices


class Kind(models.Model):
    """A kind of tag: fandom, character, genre. The archivist edits them."""

    name = models.CharField(max_length=40, help_text="In the singular: Fandom.")
    plural = models.CharField(max_length=40, help_text="Fandoms.")
    slug = models.SlugField(max_length=40, unique=True, allow_unicode=True)
    position = models.PositiveSmallIntegerField(unique=True)
    role = models.CharField(max_length=15, choices=kind_role_choices, default=KindRole.PLAIN)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="kind_name_once"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(plural=""), name="kind_has_names"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("tag_kind", args=[self.slug])


class Tag(models.Model):
    """What a work is about. A synonym points to its canonical tag; parents are wider tags."""

    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="tags")
    name = models.CharField(max_length=150)
    slug = models.CharField(max_length=60)
    canonical = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="synonyms")
    parents: "models.ManyToManyField[Tag, TagParent]" = models.ManyToManyField(
        "self", through="TagParent", symmetrical=False, related_name="children", through_fields=("child", "parent")
    )
    about = CleanHtmlField()
    works_count = models.PositiveIntegerField(default=0, help_text="Listed works under this tag; follows the journal.")

    class Meta:
        constraints = [
            models.UniqueConstraint("kind", Lower("name"), name="tag_once_per_kind"),
            models.CheckConstraint(condition=~Q(name=""), name="tag_has_name"),
            models.CheckConstraint(
                condition=Q(canonical=None) | ~Q(canonical=F("id")), name="tag_is_not_its_own_synonym"
            ),
        ]
        indexes = [models.Index(fields=["kind", "-works_count", "name"], name="tags_of_kind_by_use")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("tag", args=[self.pk, self.slug])


class TagParent(models.Model):
    child = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="+")
    parent = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "parent"], name="tag_parent_once"),
            models.CheckConstraint(condition=~Q(child=F("parent")), name="tag_is_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return f"{self.child_id} under {self.parent_id}"
