"""Images and files: who may add and change them, and that only a superuser deletes."""

from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import register_permission_policy

from content.models import ArchiveDocument, ArchiveImage


class KeptPolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's rights by collection, without deletion: changing a file's words is not losing the file."""

    def user_has_permission(self, user, action):
        return self._kept(user, action) and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return super().user_has_any_permission(user, [action for action in actions if self._kept(user, action)])

    def user_has_permission_for_instance(self, user, action, instance):
        return self._kept(user, action) and super().user_has_permission_for_instance(user, action, instance)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        allowed = [action for action in actions if self._kept(user, action)]
        return bool(allowed) and super().user_has_any_permission_for_instance(user, allowed, instance)

    def instances_user_has_any_permission_for(self, user, actions):
        return super().instances_user_has_any_permission_for(user, [one for one in actions if self._kept(user, one)])

    @staticmethod
    def _kept(user, action: str) -> bool:
        return action != "delete" or (user.is_active and user.is_superuser)


def keep_files() -> None:
    """Put the policy in the place of Wagtail's own."""
    for model, counted_as in ((ArchiveImage, "wagtailimages.Image"), (ArchiveDocument, "wagtaildocs.Document")):
        policy = KeptPolicy(model, auth_model=counted_as, owner_field_name="uploaded_by_user")
        register_permission_policy(model, policy, exact_class=True)
