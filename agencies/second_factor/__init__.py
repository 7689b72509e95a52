"""What is asked for besides a password: a code from an app, a key, or a recovery code.

Rows, codes and the words of keys are django-allauth's; pages, throttling, and who needs one, ours.
"""
