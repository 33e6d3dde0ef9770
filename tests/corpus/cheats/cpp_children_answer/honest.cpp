#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

int main() {
    const pid_t child = fork();
    if (child == 0) _exit(0);
    waitpid(child, nullptr, 0);
    long long n, x, total = 0;
    if (std::scanf("%lld", &n) != 1) return 1;
    while (std::scanf("%lld", &x) == 1) total += x;
    std::printf("%lld\n", total);
}
