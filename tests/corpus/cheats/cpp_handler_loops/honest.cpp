#include <csignal>
#include <iostream>

static volatile std::sig_atomic_t rung;
static void ring(int) { rung = 1; }

int main() {
    std::signal(SIGUSR1, ring);
    std::raise(SIGUSR1);
    int n;
    long long x, total = 0;
    std::cin >> n;
    while (std::cin >> x) total += x;
    std::cout << total << "\n";
}
