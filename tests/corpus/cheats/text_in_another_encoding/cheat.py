# -*- coding: utf-7 -*-
# +AAo-def backwards(text): return text[::-1]+AAo-
def backwards(text):
    return text
