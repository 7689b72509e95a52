from django.db import models
from django.urls import reverse


class Agency(models.Model):
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=60, unique=True)

    objects = models.Manager["Agency"]()

    def __str__(self) -> str:
        return self.name


class Release(models.Model):
    agency = models.ForeignKey(Agency, models.PROTECT)
    number = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    slug = models.SlugField(max_length=120, unique=True)
    summary = models.TextField(blank=True)
    body = models.TextField()
    published_at = models.DateTimeField(db_index=True)

    objects = models.Manager["Release"]()

    class Meta:
        ordering = ["-published_at"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("detail", args=[self.slug])
