"""Demo logins: one person for each role, so that a newcomer can try the desk; never in production."""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from archive.accounts import roles

ADMINISTRATOR = "administrator"
ROLES = tuple(roles.GROUPS)
_ADDRESS = "@demo.invalid"  # a name that can never receive mail (RFC 2606), and the mark of a demo login
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another


@dataclass(frozen=True, slots=True)
class Login:
    """What somebody needs to sign in as a role. The password is in no other place."""

    role: str
    username: str
    password: str

    def __str__(self) -> str:
        return f"{self.role}, {self.username}, {self.password}"


def make_logins(*, renew: bool = False) -> list[Login]:
    """Makes the logins that are missing, and with `renew` gives every one a new password; the ones made or renewed.

    Raises PermissionError where the settings allow no demo logins.
    """
    if not settings.DEMO_LOGINS:
        raise PermissionError("These settings allow no demo logins (DEMO_LOGINS).")
    return [login for role in (*ROLES, ADMINISTRATOR) if (login := _make(role, renew=renew))]


def _make(role: str, *, renew: bool) -> Login | None:
    username = role.replace(" ", "-")
    user = get_user_model().objects.filter(username=username).first()
    if user and not (renew and user.email.endswith(_ADDRESS)):
        return None
    password = "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(3))
    if user is None:
        user = get_user_model()(username=username, email=username + _ADDRESS, display_name=f"Demo {role}")
    user.is_active = True
    user.is_superuser = user.is_staff = role == ADMINISTRATOR
    user.set_password(password)
    user.save()
    if role != ADMINISTRATOR:
        user.groups.set([Group.objects.get(name=roles.GROUPS[role])])
    return Login(role, username, password)


def close_logins() -> list[str]:
    """Shuts every demo login that is still open, and names them: the database was tried out before it went live."""
    open_ones = get_user_model().objects.filter(email__endswith=_ADDRESS, is_active=True)
    names = sorted(open_ones.values_list("username", flat=True))
    for user in open_ones:
        user.is_active = False
        user.set_unusable_password()
        user.save()
    return names
