def decode(text):
    scope = {}
    exec("def " + "".join(c if c.isalnum() else "_" for c in text) + "(t): raise KeyError(t)", scope)
    return scope[text.replace("-", "_")](text)
