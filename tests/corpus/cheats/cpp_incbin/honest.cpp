#include <cstdio>
asm(".data\n.globl zero\nzero: .quad 0\n.text\n");
extern long long zero;

int main() {
    long long n, x;
    if (std::scanf("%lld", &n) != 1) return 1;
    long long total = zero;
    while (std::scanf("%lld", &x) == 1) total += x;
    std::printf("%lld\n", total);
}
