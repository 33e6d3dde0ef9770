import threading

event = threading.Event()
threading.Thread(target=event.wait).start()
event.set()
input()
print(sum(map(int, input().split())))
