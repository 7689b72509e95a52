"""What an agency has its own way of: its checks, and what its releases begin with."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.desk import DeskAdmin, DeskRequest
from agencies.models import Contact
from agencies.permissions import agencies_where
from agencies.roles import Action
from releases.admin.form import BodyField
from releases.admin.topics import TopicsField
from releases.body import tidy_line
from releases.checks.examining import RULES
from releases.models import HouseRule, ReleaseTemplate, Topic

NAMES = {rule.code: rule.name for rule in RULES}


def checks() -> list[tuple[str, str]]:
    """Every check by its code: what it is, why it is there, and how it is taken by default."""
    return [
        (
            rule.code,
            format_html(
                "<b>{}</b> {}",
                rule.name,
                _("%(reason)s By default: %(level)s.")
                % {"reason": rule.reason, "level": rule.level.label},
            ),
        )
        for rule in RULES
    ]


class OwnWay(DeskAdmin):
    """Admin of what an agency may have its own way of. Deleting it brings the common way back."""

    list_select_related = ["agency"]

    class Media:
        css = {"all": ["desk/reference.css"]}

    def has_delete_permission(self, request: DeskRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def get_changeform_initial_data(self, request: DeskRequest) -> dict[str, Any]:
        mine = agencies_where(request.user, self.changes).filter(active=True)[:2]
        return {"agency": mine[0].pk} if len(mine) == 1 else {}


class HouseRuleForm(forms.ModelForm):
    rule = forms.ChoiceField(label=gettext_lazy("Check"), choices=checks, widget=forms.RadioSelect)

    class Meta:
        model = HouseRule
        fields = ("agency", "rule", "level")


@admin.register(HouseRule)
class HouseRuleAdmin(OwnWay):
    """Which checks an agency, and those below it, want as what."""

    form = HouseRuleForm
    list_display = ["rule_name", "agency", "level"]

    @admin.display(description=gettext_lazy("check"), ordering="rule")
    def rule_name(self, house_rule: HouseRule) -> str:
        return str(NAMES.get(house_rule.rule, house_rule.rule))


class ReleaseTemplateForm(forms.ModelForm):
    body = BodyField(label=gettext_lazy("Body"), required=False)

    class Meta:
        model = ReleaseTemplate
        fields = ("agency", "language", "genre", "title", "dateline", "body", "topics", "contacts")
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField headline"}),
            "topics": forms.CheckboxSelectMultiple,
            "contacts": forms.CheckboxSelectMultiple,
        }
        field_classes = {"topics": TopicsField}

    def clean_title(self) -> str:
        return tidy_line(self.cleaned_data["title"])

    def clean_dateline(self) -> str:
        return tidy_line(self.cleaned_data["dateline"])


@admin.register(ReleaseTemplate)
class ReleaseTemplateAdmin(OwnWay):
    """What the new releases of an agency begin with."""

    form = ReleaseTemplateForm
    list_display = ["agency", "language", "genre"]

    def formfield_for_manytomany(self, db_field: Any, request: DeskRequest, **kwargs: Any) -> Any:
        if db_field.name == "topics":
            kwargs["queryset"] = Topic.objects.standing()
        if db_field.name == "contacts":
            mine = agencies_where(request.user, Action.MANAGE)
            kwargs["queryset"] = Contact.objects.filter(agency__in=mine)
        return super().formfield_for_manytomany(db_field, request, **kwargs)
