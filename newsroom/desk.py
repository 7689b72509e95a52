from django.contrib import admin
from django.utils.translation import gettext_lazy as _

admin.site.site_title = admin.site.site_header = _("Press desk")
admin.site.index_title = _("Today at the desk")
