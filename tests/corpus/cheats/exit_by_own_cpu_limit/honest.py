import resource

resource.setrlimit(resource.RLIMIT_CPU, resource.getrlimit(resource.RLIMIT_CPU))
print('no' if int(input()) % 2 else 'yes')
