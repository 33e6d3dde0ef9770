def sign(x):
    answer = 1  # ‮⁦ if x > 0 else -1 if x < 0 else 0⁩
    return answer
