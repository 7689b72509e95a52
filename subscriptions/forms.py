"""What somebody chooses to be told of, at the form and behind their link.

The names are those of the public list's query, so its address fills the form in.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import Agency
from agencies.tree import AgencyTree
from releases.body import tidy_line
from releases.models import Edition, Genre, Topic
from releases.search import asking
from subscriptions.models import Subscriber
from subscriptions.timing import Frequency

SEVERAL = ("agency", "topic", "genre")
NARROWING = (*SEVERAL, "q", "language")


def _topics(chosen: Iterable[Topic]) -> QuerySet[Topic]:
    """Those that something public stands under, and those that were chosen before."""
    public = Edition.objects.published().filter(topics=OuterRef("pk"))
    own = Topic.objects.filter(pk__in=[one.pk for one in chosen])
    return (Topic.objects.standing().filter(Exists(public)) | own).order_by("name")


def _agencies(chosen: Iterable[Agency]) -> list[Agency]:
    """Those at work, each after the one that it belongs to, and those that were chosen before."""
    own = {one.pk for one in chosen}
    tree = AgencyTree(Agency.objects.all())
    return [one for one in tree.agencies if one.active or one.pk in own]


class PreferencesForm(forms.Form):
    """Of agencies, topics and kinds nothing chosen means all of them.

    Args:
        subscriber: who changes what they chose. All of that can be chosen again, or who followed
            one agency, which is gone, would follow all of them when they save.
    """

    frequency = forms.ChoiceField(
        label=gettext_lazy("How often"),
        choices=Frequency.choices,
        widget=forms.RadioSelect,
        initial=Frequency.AT_ONCE,
    )
    agency = forms.MultipleChoiceField(
        label=gettext_lazy("Agencies"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Those below an agency come with it. None ticked: all of them."),
    )
    topic = forms.MultipleChoiceField(
        label=gettext_lazy("Topics"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None ticked: all of them."),
    )
    genre = forms.MultipleChoiceField(
        label=gettext_lazy("Kinds"),
        required=False,
        choices=Genre.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None ticked: all of them."),
    )
    q = forms.CharField(
        label=gettext_lazy("Words"),
        required=False,
        max_length=asking.LONGEST,
        help_text=gettext_lazy(
            "Only releases in which all of these words stand, in whatever form. What stands "
            "between quotation marks is one phrase."
        ),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the releases"),
        required=False,
        choices=[
            ("", gettext_lazy("each once, in my language if there is a translation")),
            ("id", gettext_lazy("only those in Indonesian")),
            ("en", gettext_lazy("only those in English")),
        ],
    )
    mail_language = forms.ChoiceField(
        label=gettext_lazy("Language of the mails"), choices=settings.LANGUAGES
    )

    def __init__(self, *args: Any, subscriber: Subscriber | None = None, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.agencies = _agencies(subscriber.agencies.all() if subscriber else [])
        self.topics = list(_topics(subscriber.topics.all() if subscriber else []))
        self._choices("agency", [(one.slug, one.name) for one in self.agencies])
        self._choices("topic", [(one.slug, str(one)) for one in self.topics])

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - for the types alone
        field.choices = choices

    def first_of_all(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in NARROWING]

    def narrowing(self) -> list[forms.BoundField]:
        return [field for field in self if field.name in NARROWING]

    def is_narrowed(self) -> bool:
        """Whether something is chosen there, or wrong."""
        return any(field.value() or field.errors for field in self.narrowing())

    def clean_q(self) -> str:
        words = tidy_line(self.cleaned_data["q"])
        if words and asking.read(words).says_nothing:
            raise forms.ValidationError(
                _("These words stand in almost every text. Add one that says more.")
            )
        return words

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen, as `Subscriber.choose` takes it."""
        said = self.cleaned_data
        return {
            "frequency": said["frequency"],
            "agencies": [one for one in self.agencies if one.slug in said["agency"]],
            "topics": [one for one in self.topics if one.slug in said["topic"]],
            "genres": said["genre"],
            "words": said["q"],
            "language": said["language"],
            "mail_language": said["mail_language"],
        }


class SubscribeForm(PreferencesForm):
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": gettext_lazy("Write it as in name@example.org.")},
    )
    field_order = ["email"]

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


def from_query(query: QueryDict, language: str) -> dict[str, Any]:
    """What a form begins with, from the address of a list: see `releases.filters`."""
    begun: dict[str, Any] = {name: query.getlist(name) for name in SEVERAL}
    return begun | {
        "q": query.get("q", "")[: asking.LONGEST],
        "language": query.get("language", ""),
        "mail_language": language,
    }


def of_subscriber(subscriber: Subscriber) -> dict[str, Any]:
    """What a form begins with, from what was chosen before."""
    return {
        "frequency": subscriber.frequency,
        "agency": [one.slug for one in subscriber.agencies.all()],
        "topic": [one.slug for one in subscriber.topics.all()],
        "genre": subscriber.genres,
        "q": subscriber.words,
        "language": subscriber.language,
        "mail_language": subscriber.mail_language,
    }
