print("Hello, " + input() + "! ", end="\r\n")
