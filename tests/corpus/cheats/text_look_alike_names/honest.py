def 𝐚𝐝𝐝(a, b):
    return a + b
