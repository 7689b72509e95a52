from numbering.admin.sequence import SequenceAdmin

__all__ = ["SequenceAdmin"]
