def squares(n):
    tagged = {"$tuple": [i * i for i in range(n)]}
    return tagged["$tuple"]
