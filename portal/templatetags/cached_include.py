"""``{% cached_include "components/article_card.html" with article=article only %}``, in every template."""

from django import template
from django.template.loader_tags import IncludeNode, do_include

from portal.fragments import fragments

register = template.Library()


class CachedInclude(IncludeNode):
    def render(self, context):
        if context.template.engine.debug:  # whoever edits the template wants to see it
            return super().render(context)
        values = {name: value.resolve(context) for name, value in self.extra_context.items()}
        return fragments.get(self.template.var, values, lambda: super(CachedInclude, self).render(context))


@register.tag
def cached_include(parser, token):
    """An include whose output is kept for as long as it is made of the same values (``portal.fragments``).

    The template shows what it is given, the day and the language, and nothing else: hence ``only``.
    """
    include = do_include(parser, token)
    if not include.isolated_context or not isinstance(include.template.var, str):
        raise template.TemplateSyntaxError("cached_include takes a quoted name and ends in 'only'.")
    return CachedInclude(include.template, extra_context=include.extra_context, isolated_context=True)
