import json

from django import forms
from django.forms.widgets import Script
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _


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
            ]
        }
        js = [Script("admin/portal/rich-text.js", type="module")]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {
            "data-rich-text": static("django_prose_editor/editor.js"),
            "data-extensions": static("admin/portal/rich-text-extensions.js"),
            "data-picture-picker": static("admin/portal/picture-picker.js"),
            "data-pictures": reverse("admin:articles_picture_choices"),
            "data-labels": json.dumps(_labels(), ensure_ascii=False),
        }
        return context


def _labels():
    """The words of the editor, by the names of its buttons and by the English of its dialogs."""
    return _button_labels() | _dialog_labels() | _picker_labels()


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
        "figure": _("Picture"),
        "link": _("Link (select words first)"),
        "unlink": _("Remove the link"),
        "table": _("Table"),
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
    }


def _dialog_labels():
    return {
        "Edit Link": _("Link"),
        "URL": _("Address"),
        "Title": _("Title"),
        "Update": _("Apply"),
        "Cancel": _("Cancel"),
    }


def _picker_labels():
    return {
        "toolbar": _("Formatting"),
        "choosePicture": _("Choose a picture"),
        "searchPictures": _("Search the pictures"),
        "noPictures": _("No picture found. Add pictures under “Pictures” first."),
        "close": _("Close"),
    }
