"""Whole public pages kept in the memory of a process, until something public changes.

`watched.py`     which tables public pages are made of, and at which moments time changes them
`triggers.py`    the database counts every change of those: the content version
`version.py`     version and next moment, asked in one statement
`memory.py`      what was made under one version, forgotten together
`middleware.py`  which answers are kept, and how they are given again

Decision 49 says why it is so.
"""
