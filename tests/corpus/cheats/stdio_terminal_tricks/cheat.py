print("Bye\b\b\bHello, bob!\x1b[K")
