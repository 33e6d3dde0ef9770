print('a prime')
