#include <cstdio>
#include <sys/syscall.h>
#include <unistd.h>

int main() {
    if (syscall(SYS_getpid) <= 0) return 1;
    long long n, x, total = 0;
    if (std::scanf("%lld", &n) != 1) return 1;
    while (std::scanf("%lld", &x) == 1) total += x;
    std::printf("%lld\n", total);
}
