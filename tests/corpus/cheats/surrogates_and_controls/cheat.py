def backwards(text):
    return "\ud800\u2028\x1b]0;accepted\x07\x00\udfff" + text
