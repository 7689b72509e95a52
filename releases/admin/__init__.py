from releases.admin.house_style import HouseRuleAdmin, ReleaseTemplateAdmin
from releases.admin.register import NumberAdmin
from releases.admin.release import ReleaseAdmin
from releases.admin.topics import TopicAdmin

__all__ = [
    "HouseRuleAdmin",
    "NumberAdmin",
    "ReleaseAdmin",
    "ReleaseTemplateAdmin",
    "TopicAdmin",
]
