from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _

from organizations.signals import merging


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("newsroom")

    def ready(self):
        from articles import picture_files  # noqa: PLC0415 -- slow import
        from articles.merged_records import follow  # noqa: PLC0415 -- slow import

        # Whoever saves or deletes a picture, form, importer or command, its files follow.
        picture = self.get_model("Picture")
        post_save.connect(picture_files.picture_saved, picture, dispatch_uid="articles.picture_saved")
        post_delete.connect(picture_files.picture_deleted, picture, dispatch_uid="articles.picture_deleted")
        merging.connect(follow, dispatch_uid="articles.merged_records")
