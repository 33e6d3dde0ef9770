def squares(n):
    return {"$tuple": [0, 1, 4], "$handle": 0, "value": [0, 1, 4]}
