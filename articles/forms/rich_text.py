import json

from django import forms
from django.forms.widgets import Script
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, override, pgettext
from django.utils.translation import gettext as _

#: The scripts of the editor that it loads itself, by the attributes that name them.
MODULES = {
    "extensions": "rich-text-extensions",
    "menu": "rich-text-menu",
    "nodes": "rich-text-nodes",
    "table": "rich-text-table",
    "insert": "rich-text-insert",
    "embed-dialog": "rich-text-embed",
    "toolbar": "rich-text-toolbar",
    "paragraphs": "rich-text-paragraphs",
    "rows": "rich-text-rows",
    "picker": "picker",
    "picture-picker": "picture-picker",
    "entity-picker": "entity-picker",
}


class RichTextWidget(forms.Textarea):
    """A text area that ``rich-text.js`` turns into an editor.

    The editor's module is named by an attribute and not by an import map, because the map would be an inline
    script, which the content security policy forbids. Its words come from our catalogue, because the
    package has none in Arabic.
    """

    class Media:
        css = {
            "all": [
                "django_prose_editor/material-icons.css",
                "django_prose_editor/editor.css",
                "admin/portal/rich-text.css",
                "admin/portal/rich-text-nodes.css",
                "admin/portal/paragraphs.css",
                "admin/portal/toolbar.css",
            ]
        }
        js = [Script("admin/portal/rich-text.js", type="module")]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        labels = _labels() | _signs(self.attrs.get("lang"))
        context["widget"]["attrs"] |= {
            "data-rich-text": static("django_prose_editor/editor.js"),
            **{f"data-{name}": static(f"admin/portal/{file}.js") for name, file in MODULES.items()},
            "data-pictures": reverse("admin:articles_picture_choices"),
            "data-entities": reverse("admin:articles_article_entities"),
            "data-embeds": reverse("admin:articles_article_embeds"),
            "data-labels": json.dumps(labels, ensure_ascii=False),
        }
        return context


def _labels():
    """The words of the editor, by the names of its buttons and by the English of its dialogs."""
    return _button_labels() | _dialog_labels() | _hints() | _picker_labels()


def _button_labels():
    return {
        "paragraph": _("Paragraph"),
        "heading2": _("Heading"),
        "heading3": _("Sub-heading"),
        "heading4": _("Small heading"),
        "bold": _("Bold"),
        "italic": _("Italic"),
        "bulletList": _("Bulleted list"),
        "orderedList": _("Numbered list"),
        "blockquote": _("Quotation"),
        "pullQuote": _("Pull quote"),
        "figure": _("Picture"),
        "embed": _("Video or post of another site"),
        "link": _("Link (select words first)"),
        "unlink": _("Remove the link"),
        "table": _("Table"),
        "table:caption": _("Caption of the table"),
        "table:addColumnAfter": _("Add a column"),
        "table:deleteColumn": _("Delete the column"),
        "table:addRowAfter": _("Add a row"),
        "table:deleteRow": _("Delete the row"),
        "table:mergeCells": _("Merge cells"),
        "table:splitCell": _("Split the cell"),
        "table:toggleHeaderCell": _("Header cell"),
        "table:deleteTable": _("Delete the table"),
        "history:undo": _("Undo"),
        "history:redo": _("Redo"),
        "entity": _("Link to an organisation, a person or an entry"),
        "more": _("More formatting"),
    }


def _signs(language):
    """What stands on two of the buttons, in the language of the text."""
    with override(language or get_language()):
        return {"sign:bold": pgettext("sign", "B"), "sign:entity": pgettext("sign", "Entity…")}


def _dialog_labels():
    return {
        "Edit Link": _("Link"),
        "URL": _("Address"),
        "Title": _("Title"),
        "Update": _("Apply"),
        "Cancel": _("Cancel"),
        "insert": _("Insert"),
        "tableCaption": _("What the table shows"),
        "embedAddress": _("Address of the video or post, from YouTube, Vimeo, X or Instagram"),
        "embedUnknown": _("The address couldn’t be checked. Try again."),
    }


def _hints():
    """What stands in an empty field of the text."""
    return {
        "pictureCaption": _("Caption"),
        "quotedPerson": _("Name and office, if somebody is quoted"),
        "embedTitle": _("Title of the video; author and day of the post"),
        "pulledWords": _("A line of the text, or of whoever is quoted"),
        "quotedPost": _("What the post says"),
    }


def _picker_labels():
    return {
        "toolbar": _("Formatting"),
        "choosePicture": _("Choose a picture"),
        "searchPictures": _("Search the pictures"),
        "noPictures": _("No picture found. Add pictures under “Pictures” first."),
        "chooseEntity": _("Link to an organisation, a person or an entry"),
        "searchEntities": _("Search by name or by the number of an entry"),
        "noEntities": _("Nothing of that name is public in this language."),
        "isBehind": _("Changed in the other language"),
        "hasGap": _("Something was added or removed here in the other language"),
        "close": _("Close"),
    }
