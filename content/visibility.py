"""The one rule of what readers may see: live, and not private, by itself or by a parent."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, Model, OuterRef, QuerySet
from wagtail.models import Page, PageViewRestriction


def public(things: type[Model] | QuerySet) -> QuerySet:
    """What readers may see of a model or queryset. Every public list, address, export, feed and index asks this."""
    queryset = things if isinstance(things, QuerySet) else things._default_manager.all()
    model = queryset.model
    if issubclass(model, Page):
        # As Wagtail's .public(), inside the one query instead of with a second one each time it is asked.
        above = PageViewRestriction.objects.annotate(asked=ExpressionWrapper(OuterRef("path"), CharField())).filter(
            asked__startswith=F("page__path")
        )
        return queryset.live().exclude(Exists(above))
    return queryset.filter(live=True) if any(field.name == "live" for field in model._meta.fields) else queryset


def is_public(thing: Model) -> bool:
    """Whether readers may see this one thing as it now stands in the database."""
    return public(type(thing)).filter(pk=thing.pk).exists()
