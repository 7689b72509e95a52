from releases.admin.house_style import HouseRuleAdmin, ReleaseTemplateAdmin
from releases.admin.overrides import OverrideAdmin
from releases.admin.people import PersonAdmin
from releases.admin.register import NumberAdmin
from releases.admin.release import ReleaseAdmin
from releases.admin.topics import TopicAdmin

__all__ = [
    "HouseRuleAdmin",
    "NumberAdmin",
    "OverrideAdmin",
    "PersonAdmin",
    "ReleaseAdmin",
    "ReleaseTemplateAdmin",
    "TopicAdmin",
]
