"""Pictures and files in a release's form: several at once, each with what is said of it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.forms import inlineformset_factory
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT, ManagementForm
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases.body import tidy_line
from releases.files.attached import Attached
from releases.files.intake import Accepted, take_in
from releases.files.preparing import prepare_after_commit
from releases.models import Asset, Attachment, Preparing, Release

SALT = "releases.attachment"
A_WEEK = 7 * 24 * 3600  # seconds: as long as an unsaved form is worth restoring
PICTURES_OWN = ("alt", "decorative", "focus_x", "focus_y")
MOST = 50  # files of one release; their fields stay below DATA_UPLOAD_MAX_NUMBER_FIELDS


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; each that is refused is told of by its name, all at once."""

    widget = SeveralFiles(
        attrs={"accept": ".jpg,.jpeg,.png,.webp,.avif,.pdf,.docx,.xlsx,.mp4", "class": "uploads"}
    )

    def clean(self, data: Any, initial: Any = None) -> list[Accepted]:
        accepted, problems = [], []
        for upload in data or []:
            try:
                accepted.append(take_in(upload, upload.name))
            except ValidationError as refused:
                problems += refused.messages
        if problems:
            raise ValidationError(problems)
        return accepted


def keep(accepted: Accepted, by: User) -> Asset:
    """Keep a file that somebody has sent; its smaller versions are made after commit."""
    asset = Asset.keep(accepted)
    asset.sent_by.add(by)
    prepare_after_commit([asset])
    return asset


class AttachmentForm(forms.ModelForm):
    """What is said of one file. A new one is named by a token, which `upload_view` gave."""

    token = forms.CharField(required=False, widget=forms.HiddenInput)
    order = forms.IntegerField(
        label=gettext_lazy("Order"), required=False, min_value=0, max_value=999
    )
    focus_x = forms.IntegerField(
        label=gettext_lazy("Focus from the left, %"), min_value=0, max_value=100, initial=50
    )
    focus_y = forms.IntegerField(
        label=gettext_lazy("Focus from the top, %"), min_value=0, max_value=100, initial=50
    )

    fields: dict[str, Any]

    class Meta:
        model = Attachment
        fields = ("order", *Attachment.SAID)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sent: tuple[Asset, str, int] | None = self._sent()
        for name in self._of_other_kinds():
            del self.fields[name]

    def _of_other_kinds(self) -> tuple[str, ...]:
        """The fields that a file of its kind has no use for."""
        if self.file is None or self.file.is_picture:
            return ()
        return PICTURES_OWN if self.file.is_video else (*PICTURES_OWN, "credit")

    def _sent(self) -> tuple[Asset, str, int] | None:
        """The new file that the token stands for: itself, its name and its number."""
        token = self["token"].value()
        if self.instance.pk or not token:
            return None
        try:
            pk, name, number = signing.loads(token, salt=SALT, max_age=A_WEEK)
        except signing.BadSignature:  # or one that is too old
            return None
        asset = Asset.objects.filter(pk=pk).first()
        return (asset, name, number) if asset else None

    @cached_property
    def file(self) -> Attached | None:
        """The file that the row is about, as it would be shown; None where it is not here."""
        if self.instance.pk:
            return self.instance.attached()
        if self.sent is None:
            return None
        asset, name, number = self.sent
        return Attachment(asset=asset, name=name, number=number).attached()

    @property
    def state(self) -> str:
        """How far the smaller versions are, in words; "" where they are ready."""
        if self.file is None:
            return ""
        asset = self.sent[0] if self.sent else self.instance.asset
        return "" if asset.preparing == Preparing.READY else asset.get_preparing_display()

    @property
    def place(self) -> int:
        """Where it stands among the others, by what was typed."""
        typed = str(self["order"].value() or 0)
        return int(typed) if typed.isdecimal() and len(typed) < 4 else 0

    def has_changed(self) -> bool:
        # A new row without a token is one that was taken out of the form.
        return super().has_changed() if self.instance.pk else bool(self["token"].value())

    def clean_token(self) -> str:
        if not self.instance.pk and self.sent is None:
            raise ValidationError(_("This file is not here any more. Send it once more."))
        return self.cleaned_data["token"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in {"caption", "credit", "alt"} & cleaned.keys():
            cleaned[name] = tidy_line(cleaned[name])
        cleaned["order"] = cleaned.get("order") or 0
        return cleaned


class AttachmentFormSet(forms.BaseInlineFormSet):
    """The files of a release. A form that is sent without them leaves them as they are."""

    instance: Release

    @property
    def in_order(self) -> list[AttachmentForm]:
        """Its rows as they stand on the page, without those that were taken out."""
        rows: list[Any] = self.forms
        shown = [form for form in rows if form.file or form.errors]
        return sorted(shown, key=lambda form: form.place)

    def clean(self) -> None:
        super().clean()
        rows: list[Any] = self.forms
        staying = [form for form in rows if form.file and form not in self.deleted_forms]
        if len(staying) + len(self.files.getlist("uploads") if self.files else []) > MOST:
            raise ValidationError(too_many())

    @cached_property
    def management_form(self) -> ManagementForm:
        if self.is_bound and f"{self.prefix}-{TOTAL_FORM_COUNT}" not in self.data:
            counts = {TOTAL_FORM_COUNT: 0, INITIAL_FORM_COUNT: 0}
            form = ManagementForm(
                {f"{self.prefix}-{name}": count for name, count in counts.items()},
                prefix=self.prefix,
            )
            form.full_clean()
            return form
        return super().management_form

    def save_new(self, form: AttachmentForm, commit: bool = True) -> Attachment:
        if form.sent is None:
            raise ValueError("A new row is saved only with its file.")
        asset, name, number = form.sent
        fields = ("order", *Attachment.SAID)
        said = {one: form.cleaned_data[one] for one in fields if one in form.cleaned_data}
        return Attachment.objects.attach(self.instance, asset, name, number=number, **said)


def too_many() -> str:
    return _("A release takes at most %(most)d files. Send fewer.") % {"most": MOST}


class AttachmentInline(admin.StackedInline):
    model = Attachment
    form = AttachmentForm
    formset = AttachmentFormSet
    template = "admin/releases/release/attachments.html"
    extra = 0
    max_num = MOST

    @property
    def media(self) -> forms.Media:
        # Not Django's own script: the rows have one of their own, static/desk/files.js.
        return forms.Media(css={"all": ["desk/files.css"]})

    def get_formset(self, request: HttpRequest, obj: Release | None = None, **kwargs: Any) -> Any:
        # Twice as many: those that are taken out and those that come instead.
        return super().get_formset(request, obj, absolute_max=2 * MOST, **kwargs)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("asset")

    def _as_the_release(self, request: HttpRequest, obj: Release | None = None) -> bool:
        return obj is None or obj.editable

    has_add_permission = has_change_permission = has_delete_permission = _as_the_release

    def has_view_permission(self, request: HttpRequest, obj: Release | None = None) -> bool:
        return True


def upload_view(request: HttpRequest, by: User) -> HttpResponse:
    """Take one file of a form that is still open, and give the row that it will stand in.

    A POST with the file as `file`, the row's place in the form as `index` and the next free
    `number`. The answer is JSON: `row` (HTML), or `problems` (sentences) with status 422.
    """
    upload = request.FILES.get("file")
    index, number = request.POST.get("index", ""), request.POST.get("number", "")
    if not isinstance(upload, UploadedFile) or not (index.isdecimal() and number.isdecimal()):
        return JsonResponse({"problems": [_("Choose a file.")]}, status=422)
    if int(index) >= MOST:
        return JsonResponse({"problems": [too_many()]}, status=422)
    try:
        with transaction.atomic():
            accepted = take_in(upload, upload.name or "")
            asset = keep(accepted, by)
    except ValidationError as refused:
        return JsonResponse({"problems": refused.messages}, status=422)
    token = signing.dumps([asset.pk, accepted.name, int(number[:3])], salt=SALT)
    context = {"form": _fresh_row(int(index), token)}
    row = render_to_string("admin/releases/release/attachment.html", context, request)
    return JsonResponse({"row": row})


def _fresh_row(index: int, token: str) -> AttachmentForm:
    """The row of a file that no release has yet, as the form of a release would show it."""
    rows = inlineformset_factory(
        Release, Attachment, form=AttachmentForm, formset=AttachmentFormSet
    )()
    form = AttachmentForm(
        initial={"token": token, "order": index + 1},
        prefix=rows.add_prefix(index),
        empty_permitted=True,
        use_required_attribute=False,
    )
    rows.add_fields(form, None)
    return form
