#include <cstdio>
#include <unistd.h>

int main() {
    if (getpid() < 0) return 1;
    long long n, x, total = 0;
    std::scanf("%lld", &n);
    while (std::scanf("%lld", &x) == 1) total += x;
    std::printf("%lld\n", total);
}
