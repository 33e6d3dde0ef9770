class Stack:
    def __init__(self):
        import _sitebuiltins

        _sitebuiltins.Quitter("quit", "EOF")(0)
