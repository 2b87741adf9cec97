"""People who sign in, one of each role."""

import itertools

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.models import Workflow

from archive.accounts import roles
from tests.factories.content import site_tree

_number = itertools.count(1)


def somebody(role: str = ""):
    """A user in a role of `archive.accounts.roles.GROUPS`; an "administrator" is a superuser; "" has no role."""
    name = f"{(role or 'nobody').replace(' ', '-')}-{next(_number)}"
    user = get_user_model().objects.create_user(
        name, f"{name}@example.org", "secret", is_superuser=role == "administrator"
    )
    if role in roles.GROUPS:
        if not Workflow.objects.filter(name=roles.REVIEW).exists():
            site_tree()
            roles.ensure_roles()
        user.groups.add(Group.objects.get(name=roles.GROUPS[role]))
    return user
