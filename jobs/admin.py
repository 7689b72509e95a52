"""The queue at the desk."""

from django.contrib import admin
from django_tasks_db.models import DBTaskResult

# The library's own page shows whatever was done to everybody with its permission.
admin.site.unregister(DBTaskResult)
