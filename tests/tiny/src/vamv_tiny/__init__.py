"""A letter box in which people leave slips: the smallest plugin that uses everything the portal offers."""

from pyramid.i18n import TranslationStringFactory

_ = TranslationStringFactory("vamv_tiny")
