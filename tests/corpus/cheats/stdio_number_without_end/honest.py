a, b = map(int, input().split())
print('0' * 100_000 + f'{a / b:.12f}' + '0' * 100_000)
