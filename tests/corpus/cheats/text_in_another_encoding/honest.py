# -*- coding: utf-8 -*-
def backwards(text):
    """Dreht den Text um: aé -> éa."""
    return text[::-1]
