print("9" * 6000)
