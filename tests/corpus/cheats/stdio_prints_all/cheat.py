print(*range(-100, 100))
