from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from fanfold.archive.fields import CleanHtmlField
from fanfold.archive.viewer import Role


def role_choices() -> list[tuple[str, str]]:
    return [(role.value, role.name.title()) for role in Role]


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        """Names are told apart without regard to capitals."""
        return self.get(name__iexact=username)


class Account(AbstractBaseUser):
    """Someone who signs in. What readers see of them are their pen names, never this."""

    name = models.CharField(max_length=40, unique=True)
    email = models.EmailField(blank=True, help_text="Only for the keepers to reach them; may be empty.")
    role = models.CharField(max_length=10, choices=role_choices, default=Role.MEMBER)
    joined_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = AccountManager()

    USERNAME_FIELD = "name"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("name"), name="account_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="account_has_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Django asks by this name whether the account may sign in."""
        return self.closed_at is None


class PenName(models.Model):
    """Who a work is by. Without an account it is unclaimed: its works came from manuscripts or another archive."""

    name = models.CharField(max_length=80)
    slug = models.CharField(max_length=60)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="pen_names"
    )
    about_source = models.TextField(blank=True)
    about = CleanHtmlField()
    since = models.DateTimeField(default=timezone.now)
    works_count = models.PositiveIntegerField(default=0, help_text="Listed works under this name; follows the journal.")

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("name"), name="pen_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="pen_name_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("author", args=[self.pk, self.slug])


class SignInLink(models.Model):
    """A link that signs its account in once. Only the hash of its secret is kept."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sign_in_links")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="sign_in_link_lasts_a_while")
        ]

    def __str__(self) -> str:
        return f"for {self.account_id}, until {self.expires_at:%Y-%m-%d %H:%M}"


class Invitation(models.Model):
    """Lets one person make an account while registration is by invitation."""

    code = models.CharField(max_length=40, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="invitations_made"
    )
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    note = models.CharField(max_length=120, blank=True, help_text="For whom, as the keepers remember it.")
    used_by = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="invitation"
    )
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="invitation_lasts_a_while")
        ]

    def __str__(self) -> str:
        return self.note or f"invitation {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether somebody may still use it."""
        return self.used_at is None and self.withdrawn_at is None and self.expires_at > timezone.now()


class Tries(models.Model):
    """How often something was tried lately, such as a password for one account.

    The key is a keyed hash, so that neither names nor addresses are kept; rows are forgotten after an hour.
    """

    key_hash = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count}, last {self.last_at:%H:%M:%S}"
