import unicodedata
from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.exceptions import ValidationError
from django.utils.functional import lazy

from fanfold.accounts.models import Account
from fanfold.archive.forms import OurForm
from fanfold.archive.models import Registration
from fanfold.archive.viewer import Role

LONGEST_ABOUT = 20_000
# Joiners between letters, which Persian, Hindi and family emoji need.
JOINERS = frozenset("\u200c\u200d")
UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})


def visible(name: str) -> None:
    """Refuses characters nobody sees, with which one name could pass for another."""
    if any(unicodedata.category(letter) in UNSEEN for letter in name if letter not in JOINERS):
        raise ValidationError("There is a character in this name that nobody sees. Write it anew by hand.")


class NameField(forms.CharField):
    """A name as it is kept: composed letters, single spaces, nothing invisible."""

    default_validators = [visible]

    def to_python(self, value: Any) -> str:
        return " ".join(unicodedata.normalize("NFC", super().to_python(value) or "").split())


class PasswordField(forms.CharField):
    """Taken exactly as typed. `autocomplete` tells password managers which one is meant."""

    def __init__(self, *, autocomplete: str, **kwargs: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        super().__init__(max_length=1000, strip=False, widget=widget, **kwargs)


def _password_rules() -> str:
    return " ".join(password_validators_help_texts())


class NewPassword(OurForm):
    """A password, and once more, so that a slip does not lock anybody out."""

    password = PasswordField(autocomplete="new-password", help_text=lazy(_password_rules, str)())
    again = PasswordField(label="The password once more", autocomplete="new-password")

    def clean_again(self) -> str:
        again = str(self.cleaned_data["again"])
        if "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            raise ValidationError("The two are not the same. Write both again.")
        return again


class SignInForm(OurForm):
    name = NameField(max_length=40, widget=forms.TextInput(attrs={"autocomplete": "username"}))
    password = PasswordField(autocomplete="current-password")


class RegisterForm(NewPassword):
    """Asks for an invitation, or lays a trap for programs, as the archive's choice needs."""

    code = forms.CharField(label="Invitation", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    name = NameField(
        label="Name to sign in with",
        max_length=40,
        help_text="Readers never see it.",
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    pen_name = NameField(
        label="Pen name",
        max_length=80,
        help_text="What readers see of you. You can have several, and nobody can tell that they belong together.",
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    email = forms.EmailField(
        label="E-mail",
        required=False,
        max_length=254,
        help_text="Only the archive’s keepers see it, to reach you.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(label="Leave this empty", required=False)
    field_order = ("code", "name", "pen_name", "password", "again", "email", "website")

    def __init__(self, *args: Any, registration: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["website" if registration == Registration.INVITED else "code"]
        if "website" in self.fields:
            self.fields["website"].widget.attrs |= {"autocomplete": "off", "tabindex": "-1"}

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError("This field is a trap for programs. Leave it empty.")
        return ""


class AccountForm(OurForm):
    name = NameField(
        label="Name to sign in with", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    email = forms.EmailField(
        label="E-mail",
        required=False,
        max_length=254,
        help_text="Only the archive’s keepers see it, to reach you.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class PasswordForm(NewPassword):
    """For an account without a password, the one until now is not asked for."""

    old = PasswordField(label="Your password until now", autocomplete="current-password")
    field_order = ("old", "password", "again")

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = "New password"
        self.fields["again"].label = "New password once more"
        if not account.has_usable_password():
            del self.fields["old"]


class NewPenNameForm(OurForm):
    pen_name = NameField(label="Another pen name", max_length=80)


class PenNameForm(OurForm):
    name = NameField(label="Pen name", max_length=80, help_text="A new name stands on all its works at once.")
    about = forms.CharField(
        label="About",
        required=False,
        max_length=LONGEST_ABOUT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="What its page says. A blank line begins a new paragraph; HTML may be used.",
    )


class RoleForm(OurForm):
    role = forms.ChoiceField(
        label="What they may do",
        widget=forms.RadioSelect,
        choices=[
            (Role.MEMBER, "Member: reads and writes"),
            (Role.MODERATOR, "Moderator: invites people, joins tags, looks at what waits"),
            (Role.OWNER, "Owner: all that you may"),
        ],
    )


class InvitationForm(OurForm):
    note = forms.CharField(
        label="For whom", required=False, max_length=120, help_text="For the keepers to remember; nobody else sees it."
    )


class GiveForm(OurForm):
    """Names the account that gets an unclaimed pen name."""

    account = NameField(
        label="Name of the account", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def clean_account(self) -> Account:
        found = Account.objects.filter(name__iexact=self.cleaned_data["account"]).first()
        if found is None:
            raise ValidationError("There is no account of that name.")
        return found
